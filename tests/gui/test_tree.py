"""The outline as people use it: mouse, keyboard and clipboard on the real widget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from jdstudio.gui.clip import MIME
from jdstudio.gui.elided import ElidedLabel
from jdstudio.gui.project_tree import ProjectModel
from jdstudio.gui.tree_view import ProjectTree
from jdstudio.model.edits import insert_section, remove_section, set_text
from jdstudio.model.fields import Face
from jdstudio.model.kinds import Goal, Goals, Kpi, Kpis, Table, Text, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform says of every window


def project() -> Project:
    goals = Goals(id="goals", items=(Goal(id="g1", text="Grow"),))
    kpis = Kpis(id="kpis", items=(Kpi(id="k1", name="Sales", goal="g1"),))
    return Project(
        id="project",
        title="Shop",
        language="en",
        positions=(
            Position(id="p1", facts=Facts(title="Manager"), sections=(goals, Text(id="why", title="Why"), kpis)),
            Position(id="p2", facts=Facts(title="Clerk"), sections=(Text(id="other", title="Other"),)),
        ),
    )


@pytest.fixture
def store() -> Store:
    return Store(project())


@pytest.fixture
def tree(qtbot: Any, store: Store) -> Iterator[ProjectTree]:
    tree = ProjectTree()
    qtbot.addWidget(tree)
    tree.resize(260, 500)
    tree.show_store(store)
    tree.show()
    QGuiApplication.clipboard().clear()
    yield tree
    QGuiApplication.clipboard().clear()


def sections(store: Store, row: int = 0) -> list[str]:
    return [section.title or section.id for section in store.project.positions[row].sections]


def titles(store: Store) -> list[str]:
    return [position.title for position in store.project.positions]


def index_of(tree: ProjectTree, place: Place) -> QModelIndex:
    model = tree.view.model()
    assert isinstance(model, ProjectModel)
    return model.index_at(place)


def row_of(tree: ProjectTree, place: Place) -> QPoint:
    return tree.view.visualRect(index_of(tree, place)).center()


def name_editor(tree: ProjectTree) -> QLineEdit:
    (editor,) = tree.view.viewport().findChildren(QLineEdit)
    return editor


def test_a_click_says_the_place(qtbot: Any, tree: ProjectTree) -> None:
    with qtbot.waitSignal(tree.place_selected) as caught:
        qtbot.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=row_of(tree, Place("p1", "kpis")))
    assert caught.args == [Place("p1", "kpis")]


def test_the_project_row_and_the_strategy_are_places_too(qtbot: Any, tree: ProjectTree) -> None:
    chosen: list[Place] = []
    tree.place_selected.connect(chosen.append)
    for place in (Place(), Place("", "strategy")):
        qtbot.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=row_of(tree, place))
    assert chosen == [Place(), Place("", "strategy")]


def test_selecting_from_outside_tells_nobody(qtbot: Any, tree: ProjectTree) -> None:
    with qtbot.assertNotEmitted(tree.place_selected):
        tree.select(Place("p1", "why"))
    assert tree.place == Place("p1", "why")


def test_an_item_selects_its_section(tree: ProjectTree) -> None:
    tree.select(Place("p1", "kpis", "k1", "weight"))
    assert tree.place == Place("p1", "kpis")


def test_f2_renames_in_place(qtbot: Any, tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p1", "why"))
    tree.rename()
    editor = name_editor(tree)
    assert editor.text() == "Why"
    editor.setText("Purpose")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sections(store) == ["goals", "Purpose", "kpis"])
    assert store.undo_label == "Rename"


def test_a_name_still_being_typed_is_taken_over(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p2"))
    tree.rename()
    name_editor(tree).setText("Senior clerk")
    tree.commit_pending()
    assert titles(store) == ["Manager", "Senior clerk"]


def test_a_name_being_typed_survives_edits_elsewhere(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p1", "why"))
    tree.rename()
    editor = name_editor(tree)
    editor.setText("Half a na")
    store.commit(insert_section(store.project, "p1", "", 0, Text(id="new")), "elsewhere")
    store.commit(set_text(store.project, Place("p1", "why"), "Because."), "elsewhere")
    assert name_editor(tree) is editor
    assert editor.text() == "Half a na"


def test_a_new_section_stands_after_the_current_one_and_is_selected(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p1", "goals"))
    tree.add_section("tasks")
    new = store.project.positions[0].sections[1]
    assert new.about.en == "Tasks"
    assert tree.place == Place("p1", new.id)
    tree.select(Place("p2"))
    tree.add_section("text")
    assert tree.place == Place("p2", store.project.positions[1].sections[-1].id)


def test_a_new_table_has_columns_to_begin_with(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p2"))
    tree.add_section("table")
    new = store.project.positions[1].sections[-1]
    assert isinstance(new, Table)
    assert [column.title for column in new.columns] == ["Item", "Notes"]


def test_duplicating_keeps_links_inside_the_copy(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p1"))
    tree.duplicate()
    assert titles(store) == ["Manager", "Manager", "Clerk"]
    copy = store.project.positions[1]
    goal, kpi = items_of(copy.sections[0])[0], items_of(copy.sections[2])[0]
    assert isinstance(kpi, Kpi)
    assert (kpi.goal == goal.id, goal.id == "g1") == (True, False)
    assert tree.place == Place(copy.id)


@pytest.mark.parametrize(
    ("gone", "beside"),
    [
        (Place("p1", "goals"), Place("p1", "why")),
        (Place("p1", "kpis"), Place("p1", "why")),
        (Place("p2", "other"), Place("p2")),
        (Place("p1"), Place("p2")),
        (Place("p2"), Place("p1")),
    ],
)
def test_after_deleting_the_neighbour_is_selected_and_undo_selects_again(
    tree: ProjectTree, store: Store, gone: Place, beside: Place
) -> None:
    before = store.project
    told: list[Place] = []
    tree.select(gone)
    tree.place_selected.connect(told.append)
    tree.delete()
    assert (tree.place, told[-1]) == (beside, beside)
    store.undo()
    assert store.project is before
    tree.select(gone)
    assert tree.place == gone


def test_the_project_and_its_strategy_cannot_be_taken_away(tree: ProjectTree, store: Store) -> None:
    before = store.project
    for place in (Place(), Place("", "strategy")):
        tree.select(place)
        for act in (tree.delete, tree.cut, tree.duplicate, tree.move_up, tree.move_out, tree.copy):
            act()
        assert not tree.offers() & {"delete", "cut", "duplicate", "move_up", "add_section"}
    assert store.project is before


def test_copies_have_ids_of_their_own_and_read_as_text_elsewhere(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p1", "kpis"))
    tree.copy()
    assert QGuiApplication.clipboard().text() == "KPIs\n\tSales"
    tree.select(Place("p2", "other"))
    tree.paste()
    pasted = store.project.positions[1].sections[1]
    assert pasted.id != "kpis"
    assert items_of(pasted)[0].id != "k1"
    assert tree.place == Place("p2", pasted.id)


def test_what_was_cut_comes_back_with_its_links(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p1", "goals"))
    tree.cut()
    assert sections(store) == ["Why", "kpis"]
    tree.select(Place("p1", "kpis"))
    tree.paste()
    assert sections(store) == ["Why", "kpis", "goals"]
    assert items_of(store.project.positions[0].sections[2])[0].id == "g1"
    tree.paste()
    ids = [section.id for section in store.project.positions[0].sections]
    assert len(set(ids)) == len(ids) == 4


def test_whole_positions_go_through_the_clipboard_to_another_window(qtbot: Any, tree: ProjectTree) -> None:
    tree.select(Place("p1"))
    tree.copy()
    other_store = Store(Project(id="else", language="en"))
    other = ProjectTree()
    qtbot.addWidget(other)
    other.show_store(other_store)
    assert "paste" in other.offers()
    other.paste()
    assert titles(other_store) == ["Manager"]
    assert sections(other_store) == ["goals", "Why", "kpis"]


@pytest.mark.parametrize("data", [b"", b"nothing", b'{"origin": "x", "place": {}}', b"[" * 100_000])
def test_a_foreign_clipboard_pastes_nothing(tree: ProjectTree, store: Store, data: bytes) -> None:
    mime = QMimeData()
    mime.setData(MIME, data)
    QGuiApplication.clipboard().setMimeData(mime)
    before = store.project
    tree.paste()
    assert store.project is before


def test_moving_by_keys_goes_up_in_out_and_down(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p1", "why"))
    tree.move_up()
    assert sections(store) == ["Why", "goals", "kpis"]
    tree.move_down()
    tree.move_in()
    assert sections(store) == ["goals", "kpis"]
    assert [section.id for section in store.project.positions[0].sections[0].sections] == ["why"]
    assert tree.place == Place("p1", "why")
    tree.move_out()
    assert sections(store) == ["goals", "Why", "kpis"]
    tree.select(Place("p1"))
    tree.move_down()
    assert titles(store) == ["Clerk", "Manager"]


def test_the_edge_stops_a_move(tree: ProjectTree, store: Store) -> None:
    before = store.project
    tree.select(Place("p1", "goals"))
    for act in (tree.move_up, tree.move_in, tree.move_out):
        act()
    tree.select(Place("p2"))
    tree.move_down()
    assert store.project is before


def test_open_branches_stay_open_wherever_they_go(tree: ProjectTree, store: Store) -> None:
    nested = Text(id="outer", sections=(Text(id="inner", sections=(Text(id="leaf"),)),))
    store.commit(insert_section(store.project, "p1", "", 0, nested), "change")
    for name in ("outer", "inner"):
        tree.view.expand(index_of(tree, Place("p1", name)))
    tree.select(Place("p1", "outer"))
    tree.cut()
    tree.select(Place("p2"))
    tree.paste()
    for name in ("outer", "inner"):
        assert tree.view.isExpanded(index_of(tree, Place("p2", name)))
    store.undo()
    store.undo()
    assert tree.view.isExpanded(index_of(tree, Place("p1", "inner")))


def test_the_selection_follows_a_section_into_another_position(tree: ProjectTree, store: Store) -> None:
    told: list[Place] = []
    tree.place_selected.connect(told.append)
    tree.select(Place("p1", "why"))
    data = tree.view.model().mimeData([tree.view.currentIndex()])
    tree.view.model().dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, tree.view.model().index(2, 0))
    assert sections(store, 1) == ["Why", "Other"]
    assert tree.place == told[-1] == Place("p2", "why")
    store.undo()
    assert tree.place == told[-1] == Place("p1", "why")


def test_when_the_shown_section_disappears_the_editor_hears_of_the_next(tree: ProjectTree, store: Store) -> None:
    told: list[Place] = []
    tree.select(Place("p1", "why"))
    tree.place_selected.connect(told.append)
    store.commit(remove_section(store.project, Place("p1", "why")), "elsewhere")
    assert told
    assert tree.place == told[-1] != Place("p1", "why")


def test_typing_moves_neither_the_selection_nor_the_scroll_position(tree: ProjectTree, store: Store) -> None:
    tree.resize(260, 160)
    tree.select(Place("p2", "other"))
    scroll = tree.view.verticalScrollBar().value()
    assert scroll > 0
    store.commit(set_text(store.project, Place("p1", "why"), "Because."), "Typing")
    assert tree.view.verticalScrollBar().value() == scroll
    assert tree.place == Place("p2", "other")


def test_hiding_from_a_face_is_one_step_and_marks_the_row(tree: ProjectTree, store: Store) -> None:
    tree.select(Place("p1", "why"))
    assert tree.faces() == (("description", True), ("posting", False), ("review", False))
    tree.toggle_face("posting")
    tree.toggle_face("description")
    shown: tuple[Face, ...] = ("posting",)
    assert store.project.positions[0].sections[1].faces == shown
    index = index_of(tree, Place("p1", "why"))
    assert tree.rows.is_hidden(index)
    tree.show_face("posting")
    assert not tree.rows.is_hidden(index)
    store.undo()
    assert store.undo_label == "Show section"


def test_a_face_the_kind_never_shows_cannot_be_switched_on(tree: ProjectTree, store: Store) -> None:
    before = store.project
    tree.select(Place("p1", "kpis"))
    tree.toggle_face("posting")
    assert store.project is before


def test_another_project_replaces_the_rows_and_stops_listening_to_the_old(tree: ProjectTree, store: Store) -> None:
    tree.show_store(Store(Project(id="else")))
    store.commit(remove_section(store.project, Place("p1", "why")), "elsewhere")
    assert tree.view.model().rowCount() == 1
    assert tree.place == Place()


def test_a_long_title_ends_in_an_ellipsis_before_the_button(tree: ProjectTree, store: Store) -> None:
    title = "华东大区电商与直播业务运营管理中心岗位说明书"
    store.commit(replace(store.project, title=title), "rename")
    tree.resize(220, 500)
    label = next(each for each in tree.findChildren(ElidedLabel) if each.accessibleName() == title)
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    assert title in label.toolTip()
    tree.resize(900, 500)
    assert label.text() == title
