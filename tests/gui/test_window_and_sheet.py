"""The total the window shows is the total the sheet computes: one scoring, seen from both ends."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from jdstudio.export.excel import reviewed_kpis, write_excel
from jdstudio.files.codec import decode
from jdstudio.gui.score_panel import ScorePanel
from jdstudio.scoring.curve import way_of

pytestmark = [pytest.mark.office, pytest.mark.qt_log_ignore("This plugin does not support")]
SAMPLE = Path(__file__).parents[2] / "samples" / "ecommerce-team.json"


def test_libreoffice_computes_the_total_that_the_window_shows(qtbot: QtBot, tmp_path: Path) -> None:
    project = decode(SAMPLE.read_bytes(), SAMPLE).project
    position = project.positions[0]
    kpis = reviewed_kpis(position)
    panel = ScorePanel()
    qtbot.addWidget(panel)
    book = openpyxl.load_workbook(_file(tmp_path, write_excel(project, position, "zh")))
    sheet = book.worksheets[0]
    rows = {sheet[f"A{row}"].value: row for row in range(1, sheet.max_row + 1)}
    for kpi in kpis:
        assert way_of(kpi) == "linear"
        assert kpi.floor is not None
        assert kpi.target is not None
        actual = (kpi.floor + 3 * kpi.target) / 4  # three quarters of the way: 90 points
        panel.show_kpis(kpis, kpi.id)
        panel.trial.selectAll()
        qtbot.keyClicks(panel.trial, f"{actual}%" if kpi.in_percent else f"{actual}")
        sheet[f"M{rows[kpi.id]}"] = float(actual / 100 if kpi.in_percent else actual)
    assert panel.grade.text().startswith("Grade A")
    book.save(tmp_path / "sheet.xlsx")  # without any value: every formula has to be computed anew
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    program = shutil.which("soffice") or "soffice"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", "out", "sheet.xlsx"]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, timeout=120)
    computed = openpyxl.load_workbook(tmp_path / "out" / "sheet.xlsx", data_only=True).worksheets[0]
    assert panel.result.total == Decimal(90)
    assert "90" in panel.total.text()
    assert (computed["N5"].value, computed["P5"].value) == (90, "A")


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "issued.xlsx"
    path.write_bytes(data)
    return path
