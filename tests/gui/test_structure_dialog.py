"""Structures in the window: the preview before a switch, the switch as one step, single sections, own structures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from jdstudio.files.own_structures import export_structure, keep_structure
from jdstudio.gui.own_structures import OwnStructuresDialog
from jdstudio.gui.project_tree import is_unsorted
from jdstudio.gui.settings import Settings
from jdstudio.gui.structure_dialog import StructureDialog
from jdstudio.gui.window import MainWindow
from jdstudio.library import new_project
from jdstudio.library.own import own_folder
from jdstudio.library.own_structures import structure_from
from jdstudio.library.structure import own_structures, structure
from jdstudio.library.switch import switched
from jdstudio.model.edits import insert_items
from jdstudio.model.kinds import AnySection, Task, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import walk
from jdstudio.session import Session
from tests.gui.people import Person

ECOM = new_project("ecom", "A1", "en")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(Settings(), Person())
    qtbot.addWidget(window)
    window.show_session(Session.new(ECOM))
    yield window
    window.show_session(None)


def asked(window: MainWindow) -> Person:
    assert isinstance(window.ask, Person)
    return window.ask


def position(window: MainWindow) -> Position:
    assert window.store
    return window.store.project.positions[0]


def section(found: Position, slot: str) -> AnySection:
    return next(each for each in walk(found.sections) if each.slot == slot)


def stand_on(window: MainWindow, slot: str) -> None:
    window.show_place(Place(position(window).id, section(position(window), slot).id))


def entries(menu: QMenu) -> dict[str, QMenu | None]:
    """The entries of the menu with the submenus they open."""
    menu.aboutToShow.emit()
    return {entry.text(): entry.menu() for entry in menu.actions()}  # type: ignore[misc]


# --- the preview of a switch -----------------------------------------------------------------------------------------


def dialog_for(qtbot: QtBot, project: Project = ECOM) -> StructureDialog:
    dialog = StructureDialog(None, project, project.positions[0].id)
    qtbot.addWidget(dialog)
    return dialog


def rows(dialog: StructureDialog) -> list[tuple[str, ...]]:
    items = [dialog.moves.topLevelItem(row) for row in range(dialog.moves.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in items if item]


def test_the_dialog_says_beforehand_how_many_move_and_what_has_no_place(qtbot: QtBot) -> None:
    dialog = dialog_for(qtbot)
    dialog.choose("A2")

    switch = switched(ECOM, ECOM.positions[0].id, structure("A2"))
    assert switch.unplaced
    assert dialog.sentence.text() == f"{switch.moved} moved, {switch.unplaced} unplaced"
    unplaced = [row for row in rows(dialog) if row[1] == "Unsorted"]
    assert rows(dialog)[: len(unplaced)] == unplaced
    assert sum(int(row[2]) for row in unplaced) == switch.unplaced
    assert sum(int(row[2]) for row in rows(dialog)) == switch.moved + switch.unplaced


def test_what_was_chosen_is_what_was_shown(qtbot: QtBot) -> None:
    dialog = dialog_for(qtbot)
    dialog.choose("A3")

    choice = dialog.choice()

    assert choice
    assert choice.project.positions[0].structure == "A3"
    assert sum(int(row[2]) for row in rows(dialog)) == choice.moved + choice.unplaced


def test_the_structure_it_has_cannot_be_chosen_again(qtbot: QtBot) -> None:
    dialog = dialog_for(qtbot)
    assert dialog.choice()  # another one is proposed at first

    dialog.choose("A1")

    assert dialog.choice() is None
    assert not dialog.buttons.buttons()[0].isEnabled()
    assert dialog.structures.currentItem().text().endswith("(now)")


def test_the_way_back_says_that_everything_comes_back(qtbot: QtBot) -> None:
    there = switched(ECOM, ECOM.positions[0].id, structure("A4")).project
    dialog = dialog_for(qtbot, there)

    dialog.choose("A1")

    assert "as they were" in dialog.more.text()


# --- the switch ------------------------------------------------------------------------------------------------------


def test_a_switch_is_one_step_and_the_person_stays_where_they_were(window: MainWindow) -> None:
    stand_on(window, "kpis")
    here = window.tree.place
    asked(window).follows = "A4"

    window.structures.switch()

    assert position(window).structure == "A4"
    assert window.tree.place == window.editor.place == here
    assert window.store
    assert window.store.undo_label == "Switch structure"
    window.undo()
    assert window.store.project is ECOM


def test_who_stood_in_a_section_that_went_stands_where_its_content_is(window: MainWindow) -> None:
    tasks = section(position(window), "tasks")
    (again,) = (each for each in structure("standard").sections if each.slot == "tasks")
    window.structures.add_section(again)
    assert window.store
    project = insert_items(window.store.project, window.tree.place, 0, [Task("extra")])
    window.store.commit(project, "Add")
    asked(window).follows = "A4"

    window.structures.switch()

    assert window.tree.place == window.editor.place == Place(position(window).id, tasks.id)
    assert "extra" in [item.id for item in items_of(section(position(window), "tasks"))]


def test_the_page_of_a_position_names_its_structure_and_leads_to_another(window: MainWindow) -> None:
    window.show_place(Place(position(window).id))
    chip = window.editor.position.structure
    assert chip.text() == "Structure: A1  From goal to KPI"
    asked(window).follows = "A4"
    chip.click()
    assert position(window).structure == "A4"
    assert chip.text().startswith("Structure: A4 ")


def test_facts_are_called_a_supplement_where_the_structure_is_the_article_s(window: MainWindow) -> None:
    window.show_place(Place(position(window).id))
    page = window.editor.position
    assert not page.supplement.isHidden()
    asked(window).follows = "standard"
    page.structure.click()
    assert page.supplement.isHidden()


def test_who_changes_their_mind_changes_nothing(window: MainWindow) -> None:
    window.structures.switch()

    assert window.store
    assert window.store.project is ECOM
    assert asked(window).heard == [("switch structure", position(window).id)]


def test_the_unsorted_section_is_marked_in_the_outline(window: MainWindow) -> None:
    asked(window).follows = "A2"
    window.structures.switch()

    assert [is_unsorted(each) for each in position(window).sections][-1]
    assert not any(is_unsorted(each) for each in position(window).sections[:-1])


# --- single sections -------------------------------------------------------------------------------------------------


def test_a_section_of_another_structure_comes_after_the_current_one(window: MainWindow) -> None:
    stand_on(window, "goals")
    menu = entries(window.submenus.menus["structure"])["Take a &section from a structure"]
    assert menu
    (a3,) = (below for text, below in entries(menu).items() if text.startswith("A3") and below)
    (entry,) = (each for each in a3.actions() if each.text() == section_title("A3", "customers"))

    entry.trigger()

    slots = [each.slot for each in position(window).sections]
    assert slots[slots.index("goals") + 1] == "customers"
    assert window.tree.place.section == section(position(window), "customers").id
    window.undo()
    assert position(window) is ECOM.positions[0]


def test_a_place_that_is_there_already_is_marked_and_the_new_section_leaves_it_alone(window: MainWindow) -> None:
    stand_on(window, "goals")
    menu = entries(window.submenus.menus["structure"])["Take a &section from a structure"]
    assert menu
    (a3,) = (below for text, below in entries(menu).items() if text.startswith("A3") and below)
    (entry,) = (each for each in a3.actions() if each.text().startswith(section_title("A3", "kpis") + "\t"))

    entry.trigger()

    assert "there already" in entry.text()
    assert [each.slot for each in position(window).sections].count("kpis") == 1
    assert section_title("A3", "kpis") in [each.title for each in position(window).sections]


def section_title(structure_id: str, slot: str) -> str:
    return next(each.en for each in structure(structure_id).sections if each.slot == slot)


# --- own structures --------------------------------------------------------------------------------------------------


def kept(name: str) -> str:
    own = structure_from(ECOM.positions[0], name, "en", ["A1"])
    keep_structure(own)
    return own.id


def names(dialog: OwnStructuresDialog) -> list[str]:
    return [dialog.structures.item(row).text() for row in range(dialog.structures.count())]


@pytest.fixture
def own(qtbot: QtBot) -> OwnStructuresDialog:
    for name in ("Shop", "Team"):
        kept(name)
    dialog = OwnStructuresDialog(None, new_project("ecom", "shop"), Person(deletes=True))
    qtbot.addWidget(dialog)
    return dialog


def test_an_outline_is_kept_under_a_name_and_offered_at_once(window: MainWindow, qtbot: QtBot) -> None:
    asked(window).names = "Big sale"

    window.structures.keep()

    assert structure("Big sale").sections[0].slot == position(window).sections[0].slot
    dialog = dialog_for(qtbot)
    assert dialog.structures.item(dialog.structures.count() - 1).text() == "Big sale"


def test_without_a_name_nothing_is_kept(window: MainWindow) -> None:
    window.structures.keep()

    assert own_structures() == ((), ())


def test_a_structure_is_renamed_in_the_list(own: OwnStructuresDialog) -> None:
    own.structures.item(0).setText("Corner shop")

    assert names(own) == ["Corner shop", "Team"]
    assert structure("shop").en == "Corner shop"


def test_an_empty_name_is_refused_and_the_old_one_shown(own: OwnStructuresDialog) -> None:
    own.structures.item(0).setText(" ")

    assert names(own) == ["Shop", "Team"]
    assert "needs a name" in own.problem.text()


def test_a_structure_is_deleted_once_the_person_is_sure(own: OwnStructuresDialog) -> None:
    ask = own._ask
    assert isinstance(ask, Person)

    own.delete.click()

    assert names(own) == ["Team"]
    assert ask.heard == [("delete", "Shop", "Positions here that follow it: 1. They keep all their sections.")]
    own.delete.click()
    assert names(own) == []
    assert not own.delete.isEnabled()
    assert own.note.isVisibleTo(own)


def test_a_structure_goes_to_a_file_and_comes_from_one(
    own: OwnStructuresDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "handed-on.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    own.export.click()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    own.take.click()

    assert names(own) == ["Shop", "Shop (2)", "Team"]
    assert own.structures.currentItem().text() == "Shop (2)"


def test_a_file_that_is_no_structure_is_refused_in_words(
    own: OwnStructuresDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other.json"
    path.write_text("[]", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    own.take.click()

    assert "other.json" in own.problem.text()
    assert names(own) == ["Shop", "Team"]


def test_files_that_were_left_out_are_named(own: OwnStructuresDialog) -> None:
    export_structure(structure("A1"), own_folder("structures") / "a1.json")
    (own_folder("structures") / "broken.json").write_text("{", encoding="utf-8")

    own.fill()

    assert names(own) == ["Shop", "Team"]
    assert "broken.json" in own.problem.text()
    assert "a1.json" in own.problem.text()


def test_many_broken_files_leave_the_list_its_room(own: OwnStructuresDialog) -> None:
    for number in range(60):
        (own_folder("structures") / f"broken{number:02}.json").write_text("{", "utf-8")

    own.fill()

    assert own.problem.text().count("broken") == 3
    assert own.problem.text().endswith("and 57 more")
