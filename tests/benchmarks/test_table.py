"""How long a paste of 1,000 rows from a spreadsheet takes, painted; beside the plain QTableWidget way. Prints the ratio."""

from __future__ import annotations

import csv
import io
import statistics
import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from jdstudio.gui.clipboard import parse_html, parse_tsv, to_html, to_tsv
from jdstudio.gui.item_view import ItemView
from jdstudio.model.kinds import Kpis
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows

ROWS = [[f"指标 {at}", "越高越好", "%", "1%", "34%", "38%", "41%", ""] for at in range(1000)]
PLACE = Place("pos", "kpis")


def _ours() -> tuple[ItemView, Store]:
    store = Store(Project("p", positions=(Position("pos", Facts("Lead"), (Kpis("kpis"),)),)))
    view = ItemView()
    view.resize(800, 600)
    view.show_section(store, PLACE)
    store.subscribe(view.on_change)
    view.show()
    QApplication.processEvents()
    return view, store


def _ours_paste(text: str, read: Callable[[str], object]) -> float:
    view, store = _ours()
    start = time.perf_counter()
    block = read(text)
    assert isinstance(block, tuple)
    view.cell_actions.paste_block(block)
    QApplication.processEvents()
    spent = time.perf_counter() - start
    assert view.table.item_count == 1000
    assert store.undo_label == "Paste cells"
    view.close()
    return spent


def _plain_paste(text: str) -> float:
    table = QTableWidget(0, 8)
    table.resize(800, 600)
    table.show()
    QApplication.processEvents()
    start = time.perf_counter()
    rows = list(csv.reader(io.StringIO(text), "excel-tab"))
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(cell))
    table.resizeRowsToContents()
    QApplication.processEvents()
    spent = time.perf_counter() - start
    table.close()
    return spent


def _median(run: Callable[[], float]) -> float:
    return statistics.median(run() for _ in range(5))


@pytest.mark.usefixtures("qapp")
def test_pasting_1000_rows(capsys: pytest.CaptureFixture[str]) -> None:
    text, html = to_tsv(ROWS), to_html(ROWS)
    ours = _median(lambda: _ours_paste(text, parse_tsv))
    ours_html = _median(lambda: _ours_paste(html, parse_html))
    plain = _median(lambda: _plain_paste(text))
    with capsys.disabled():
        print(  # noqa: T201  what a benchmark is for
            f"\npaste of 1,000 × 8 cells, checked, undoable and painted: text {ours * 1000:.0f} ms, "
            f"HTML {ours_html * 1000:.0f} ms; QTableWidget unchecked {plain * 1000:.0f} ms; "
            f"ratio {ours / plain:.2f}"
        )
