"""The KPI library in the window: finding, taking over by key, mouse and drag, own KPIs, updating rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from people import Person
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small import KPIS, POSITION, small_project

from jdstudio.files.codec import encode
from jdstudio.gui.kpi_library import MINE, STARTERS
from jdstudio.gui.kpi_list import MIME
from jdstudio.gui.kpi_update import KpiUpdate
from jdstudio.gui.main import make_window
from jdstudio.gui.window import MainWindow
from jdstudio.library import kpis, new_kpi
from jdstudio.library.kpi import kpi
from jdstudio.library.kpi_compare import compare
from jdstudio.library.own import own_folder
from jdstudio.model import edits
from jdstudio.model.kinds import Kpi, Kpis, Tasks
from jdstudio.model.place import Place
from jdstudio.model.walk import section_at

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
GOALS = Place(POSITION, "goals")
REPEAT = kpi("K-ECM-011")


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JDSTUDIO_LIBRARY", str(tmp_path / "library"))


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def window(qtbot: QtBot, person: Person, tmp_path: Path) -> Iterator[MainWindow]:
    path = tmp_path / "shop.json"
    path.write_bytes(encode(small_project()))
    made = make_window(None, ask=person)
    qtbot.addWidget(made, before_close_func=lambda shown: shown.files.leave())
    made.show()
    made.open_path(path)
    made.show_place(KPIS)
    made.actions_by_name["kpi_library"].trigger()
    yield made
    made.files.leave()


def rows(window: MainWindow) -> tuple[Kpi, ...]:
    assert window.store
    section = section_at(window.store.project, KPIS)
    assert isinstance(section, Kpis)
    return section.items


def found(window: MainWindow) -> list[str]:
    return [known.id for known in window.kpi_shelf.panel.list.found.kpis]


def put(window: MainWindow, row: Kpi) -> None:
    """One more row at the end, the current one."""
    assert window.store
    project = edits.insert_items(window.store.project, KPIS, 9, [row])
    place = Place(KPIS.position, KPIS.section, row.id, "name")
    window.store.commit(project, "put", place=place)
    window.show_place(place)


# --- finding ---------------------------------------------------------------------------------------------------------


def test_the_library_opens_in_the_place_of_the_paper_and_gives_it_back(window: MainWindow) -> None:
    panel = window.kpi_shelf.panel
    assert panel.isVisible()
    assert not window.preview.isVisible()
    window.actions_by_name["kpi_library"].trigger()
    assert not panel.isVisible()
    assert window.preview.isVisible()


def test_a_paper_put_away_comes_back_as_wide_as_it_was_after_the_library(window: MainWindow) -> None:
    library, preview = (window.actions_by_name[name] for name in ("kpi_library", "preview"))
    library.trigger()
    window.resize(1280, 720)
    window.panels.setSizes([238, 602, 440, 0])
    QApplication.processEvents()
    width = window.preview.width()
    assert width > window.preview.minimumWidth()
    for action in (preview, library, library, preview):
        action.trigger()
        QApplication.processEvents()
    assert window.preview.isVisible()
    assert window.preview.width() == width


def test_typing_finds_at_once_and_shows_the_first_in_full(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.kpi_shelf.panel
    assert found(window) == [known.id for known in kpis()]
    qtbot.keyClicks(panel.search, "fugou")
    assert found(window) == [REPEAT.id]
    assert panel.title.text() == str(REPEAT.name)
    assert panel.texts["pitfall"].text() == str(REPEAT.pitfall)
    qtbot.keyClicks(panel.search, "xyz")
    assert found(window) == []
    assert not panel.add.isEnabled()


def test_filters_narrow_the_search(window: MainWindow) -> None:
    panel = window.kpi_shelf.panel
    panel.show_role(STARTERS)
    assert set(found(window)) == {known.id for known in kpis() if known.starter}
    panel.show_role("live")
    panel.dimension.setCurrentText("Customer")
    assert set(found(window)) == {
        known.id for known in kpis() if "live" in known.roles and known.dimension.en == "Customer"
    }


def test_the_role_of_the_position_is_chosen_when_it_comes_into_sight(window: MainWindow) -> None:
    assert window.store
    panel = window.kpi_shelf.panel
    assert panel.role.currentIndex() == 0
    facts = replace(window.store.project.positions[0].facts, title="直播运营组长")
    positions = (replace(window.store.project.positions[0], facts=facts),)
    window.store.commit(replace(window.store.project, positions=positions), "rename")
    window.kpi_shelf.close()
    window.kpi_shelf.open()
    assert panel.role.currentData() == "live"


# --- into the table --------------------------------------------------------------------------------------------------


def test_enter_adds_as_one_step_and_selects_the_row(window: MainWindow, qtbot: QtBot) -> None:
    assert window.store
    before = window.store.project
    panel = window.kpi_shelf.panel
    qtbot.keyClicks(panel.search, "fugou")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)

    new = rows(window)[-1]
    assert replace(new, id="") == replace(new_kpi(REPEAT, window.store.project.language), id="")
    assert new.weight is None
    view = window.editor.section.kpis.view
    assert {index.row() for index in view.selectionModel().selectedRows()} == {len(rows(window)) - 1}
    assert panel.list.found.data(panel.list.found.index(0, 0), Qt.ItemDataRole.DecorationRole) is not None
    window.undo()
    assert window.store.project is before
    assert panel.list.found.data(panel.list.found.index(0, 0), Qt.ItemDataRole.DecorationRole) is None


def test_from_elsewhere_it_goes_to_the_nearest_kpi_section(window: MainWindow) -> None:
    window.show_place(GOALS)
    window.kpi_shelf.panel.wanted.emit((REPEAT.id,))
    assert rows(window)[-1].library == REPEAT.id
    assert window.tree.place.section == KPIS.section


def test_a_position_without_kpi_section_says_so(window: MainWindow) -> None:
    assert window.store
    window.store.commit(edits.remove_section(window.store.project, KPIS), "remove")
    before = window.store.project
    window.kpi_shelf.panel.wanted.emit((REPEAT.id,))
    assert window.store.project is before
    assert "no section for KPIs" in window.statusBar().currentMessage()


@pytest.mark.filterwarnings("ignore:Function. .QDrag:DeprecationWarning")  # newer Qt means another constructor
def test_several_are_dropped_between_rows(window: MainWindow) -> None:
    view = window.editor.section.kpis.view
    data = QMimeData()
    data.setData(MIME, f"K-ECM-003\n{REPEAT.id}".encode())
    y = view.rowViewportPosition(1) + view.rowHeight(1) - 2
    nothing = Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDragMoveEvent):
        over = kind(QPoint(60, y), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)
        QApplication.sendEvent(view.viewport(), over)
        assert (over.isAccepted(), view.drop_row) == (True, 2)
    drop = QDropEvent(QPointF(60, y), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)
    QApplication.sendEvent(view.viewport(), drop)

    assert [row.library for row in rows(window)] == ["", "", "K-ECM-003", REPEAT.id, ""]
    assert view.drop_row is None


def test_the_list_gives_what_is_selected_to_a_drag(window: MainWindow) -> None:
    model = window.kpi_shelf.panel.list.found
    data = model.mimeData([model.index(2, 1), model.index(0, 0), model.index(0, 2)])
    assert bytes(data.data(MIME).data()).decode().split("\n") == [kpis()[0].id, kpis()[2].id]


def test_an_empty_kpi_section_leads_to_the_library(window: MainWindow, qtbot: QtBot) -> None:
    assert window.store
    hint = window.editor.section.kpis.hint
    assert not hint.isVisible()
    window.kpi_shelf.close()
    window.store.commit(edits.remove_items(window.store.project, KPIS, [row.id for row in rows(window)]), "empty")
    assert hint.isVisible()
    qtbot.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert window.kpi_shelf.is_open


# --- own KPIs --------------------------------------------------------------------------------------------------------


def test_a_row_is_kept_in_the_personal_library_and_linked_to_it(window: MainWindow) -> None:
    put(window, Kpi(id="mine", name="私域复购率", source="SCRM"))
    window.kpi_shelf.keep()
    (path,) = own_folder("kpis").iterdir()
    assert rows(window)[-1].library == path.stem
    assert window.kpi_shelf.panel.role.currentData() == MINE
    assert found(window) == [path.stem]


def test_own_kpis_are_renamed_and_deleted_there(window: MainWindow, person: Person, qtbot: QtBot) -> None:
    put(window, Kpi(id="mine", name="私域复购率"))
    window.kpi_shelf.keep()
    panel = window.kpi_shelf.panel
    person.names = "社群复购率"
    qtbot.mouseClick(panel.edit_own[0], Qt.MouseButton.LeftButton)
    assert panel.title.text() == "社群复购率"
    qtbot.mouseClick(panel.edit_own[1], Qt.MouseButton.LeftButton)
    assert len(found(window)) == 1
    person.deletes = True
    qtbot.mouseClick(panel.edit_own[1], Qt.MouseButton.LeftButton)
    assert found(window) == []
    assert list(own_folder("kpis").iterdir()) == []
    assert rows(window)[-1].name == "私域复购率"


def test_a_broken_own_file_is_named_in_the_panel(window: MainWindow) -> None:
    assert not window.kpi_shelf.panel.problem.isVisible()
    window.kpi_shelf.close()
    own_folder("kpis").mkdir(parents=True)
    bad = own_folder("kpis") / "bad.json"
    bad.write_text("{", "utf-8")
    window.kpi_shelf.open()
    assert str(bad) in window.kpi_shelf.panel.problem.text()
    assert len(found(window)) == len(kpis())


def test_without_a_row_there_is_nothing_to_keep(window: MainWindow) -> None:
    window.show_place(GOALS)
    window.kpi_shelf.keep()
    assert not own_folder("kpis").exists()


# --- update ----------------------------------------------------------------------------------------------------------


def test_updating_takes_over_what_is_chosen_as_one_step(window: MainWindow, person: Person) -> None:
    assert window.store
    language = window.store.project.language
    put(window, replace(new_kpi(REPEAT, language), id="old", formula="an old formula", source="an old source"))
    put(window, Kpi(id="gone", name="Gone", library="K-GONE-1"))
    before = window.store.project
    person.takes_over = {"old": ("formula",)}

    window.update_kpis()

    states = [("Sales", "unlinked"), (new_kpi(REPEAT, language).name, "differs"), ("Gone", "gone")]
    assert person.heard[-1] == ("update", states)
    changed = next(row for row in rows(window) if row.id == "old")
    assert (changed.formula, changed.source) == (new_kpi(REPEAT, language).formula, "an old source")
    window.undo()
    assert window.store.project is before


def test_where_all_agree_nothing_is_asked(window: MainWindow, person: Person) -> None:
    assert window.store
    window.store.commit(edits.remove_items(window.store.project, KPIS, ["k1"]), "remove")  # it is called as one there
    window.update_kpis()
    assert not person.heard
    assert "agree" in window.statusBar().currentMessage()


def test_the_dialog_ticks_only_what_fills_a_gap(qtbot: QtBot) -> None:
    mine = replace(new_kpi(REPEAT, "zh"), id="a", formula="我的公式", pitfall="")
    others = (Kpi(id="b", name="毛利率", unit="%"), Kpi(id="c", name="旧", library="K-GONE-1"))
    dialog = KpiUpdate(compare((mine, *others), kpis(), "zh"))
    qtbot.addWidget(dialog)

    assert dialog.chosen() == {"a": ("pitfall",)}
    top = [dialog.rows.topLevelItem(at) for at in range(dialog.rows.topLevelItemCount())]
    assert [row.data(0, Qt.ItemDataRole.UserRole) for row in top if row] == ["a", "b", "c"]
    link = top[1].child(0) if top[1] else None
    assert link is not None
    link.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.chosen() == {"a": ("pitfall",), "b": ("library",)}


def test_other_tables_take_no_kpis(window: MainWindow) -> None:
    assert window.store
    window.show_place(Place(POSITION, "tasks"))
    section = section_at(window.store.project, Place(POSITION, "tasks"))
    assert isinstance(section, Tasks)
    assert not window.editor.section.items.view.acceptDrops()
