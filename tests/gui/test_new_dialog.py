"""What a new project or position starts from: chosen by keyboard, seen on paper before it is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jdstudio.gui.new_dialog import NewChoice, NewDialog
from jdstudio.i18n import use_language
from jdstudio.library import roles, structures
from jdstudio.resources import resource

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows

Open = Callable[..., NewDialog]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def open_dialog(qtbot: QtBot, parent: QWidget) -> Open:
    """A dialog as a person sees it."""

    def opened(*, with_project: bool = True, language: str = "", bilingual: bool = False) -> NewDialog:
        dialog = NewDialog(parent, with_project=with_project, language=language, bilingual=bilingual)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return opened


def paper(dialog: NewDialog) -> str:
    """The words of the document in the preview."""
    sheets = dialog.preview.paper.sheets
    return repr(sheets.document.blocks) if sheets.document else ""


def names(dialog: NewDialog) -> list[str]:
    return [dialog.roles.item(row).text() for row in range(dialog.roles.count())]


# --- what is offered -------------------------------------------------------------------------------------------------


def test_all_roles_and_structures_are_offered_and_a_role_is_chosen_at_first(open_dialog: Open) -> None:
    dialog = open_dialog()

    assert names(dialog) == ["Empty position", *(str(role.title) for role in roles())]
    assert dialog.structures.count() == len(structures())
    assert dialog.choice() == NewChoice(role="R-ECOM", structure="standard", language="en")


def test_the_structure_says_what_it_is_good_for(open_dialog: Open) -> None:
    dialog = open_dialog()
    said = set()
    for row in range(dialog.structures.count()):
        dialog.structures.setCurrentRow(row)
        said.add(dialog.about_structure.text())

    assert said == {str(structure.summary) for structure in structures()}


@pytest.mark.parametrize(("language", "offer"), [("zh", "English"), ("en", "Chinese")])
def test_the_other_language_can_be_kept_as_well(open_dialog: Open, language: str, offer: str) -> None:
    dialog = open_dialog()
    dialog.language.setCurrentIndex(dialog.language.findData(language))

    assert offer in dialog.bilingual.text()
    dialog.bilingual.click()
    assert dialog.choice().bilingual


def test_the_language_of_the_interface_is_proposed(open_dialog: Open) -> None:
    use_language("zh")

    assert open_dialog().choice().language == "zh"


def test_a_position_for_a_project_takes_its_languages(open_dialog: Open) -> None:
    dialog = open_dialog(with_project=False, language="zh", bilingual=True)

    assert not dialog.language.isVisible()
    assert not dialog.title.isVisible()
    assert (dialog.choice().language, dialog.choice().bilingual) == ("zh", True)


# --- by keyboard -----------------------------------------------------------------------------------------------------


def test_the_keyboard_is_enough(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    assert dialog.roles.hasFocus()
    QTest.keyClick(dialog.roles, Qt.Key.Key_Down)
    QTest.keyClick(dialog.roles, Qt.Key.Key_Tab)
    assert dialog.structures.hasFocus()
    QTest.keyClick(dialog.structures, Qt.Key.Key_Down)
    QTest.keyClick(dialog.structures, Qt.Key.Key_Tab)
    assert dialog.language.hasFocus()
    QTest.keyClick(dialog.language, Qt.Key.Key_Tab)
    QTest.keyClick(dialog.bilingual, Qt.Key.Key_Space)
    QTest.keyClick(dialog.bilingual, Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.title, " Shop team ")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.title, Qt.Key.Key_Return)

    assert dialog.choice() == NewChoice(roles()[1].id, "A1", "en", "Shop team", bilingual=True)


def test_escape_makes_nothing(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog.roles, Qt.Key.Key_Escape)


def test_it_fits_a_small_screen(open_dialog: Open) -> None:
    dialog = open_dialog()

    assert dialog.sizeHint().width() <= 1280
    assert dialog.minimumSizeHint().height() <= 640
    assert dialog.sizeHint().height() <= 680


# --- the preview -----------------------------------------------------------------------------------------------------


def test_the_paper_shows_what_would_be_made(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    qtbot.waitUntil(lambda: "E-commerce Store Operations Specialist" in paper(dialog))
    assert "Making the goals clear" not in paper(dialog)

    dialog.structures.setCurrentRow([structure.id for structure in structures()].index("A1"))
    qtbot.waitUntil(lambda: "Making the goals clear" in paper(dialog))

    dialog.language.setCurrentIndex(dialog.language.findData("zh"))
    qtbot.waitUntil(lambda: "电商店铺运营" in paper(dialog))

    dialog.roles.setCurrentRow(0)
    qtbot.waitUntil(lambda: "新岗位" in paper(dialog))


def test_the_paper_shows_the_posting_on_demand(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    qtbot.waitUntil(lambda: "Reports to" in paper(dialog))

    dialog.preview.faces.button(1).click()

    qtbot.waitUntil(lambda: "What we offer" in paper(dialog))
    assert "Reports to" not in paper(dialog)


# --- the person's own ------------------------------------------------------------------------------------------------


@pytest.fixture
def own_roles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JDSTUDIO_LIBRARY", str(tmp_path))
    role = json.loads(resource("roles/ecom.json").read_text("utf-8"))
    mine = role | {"id": "R-MINE", "code": "mine", "title": {"zh": "跨境店铺运营", "en": "Cross-border store"}}
    folder = tmp_path / "roles"
    folder.mkdir()
    (folder / "mine.json").write_text(json.dumps(mine), "utf-8")
    return folder


@pytest.mark.usefixtures("own_roles")
def test_own_roles_come_last_and_say_so(open_dialog: Open) -> None:
    dialog = open_dialog()

    assert names(dialog)[-1] == "Cross-border store (own)"
    assert not dialog.left_out.isVisible()


def test_an_own_file_that_cannot_be_read_is_named(open_dialog: Open, own_roles: Path) -> None:
    (own_roles / "broken.json").write_text("{", "utf-8")

    dialog = open_dialog()

    assert names(dialog)[-1] == "Cross-border store (own)"
    assert dialog.left_out.isVisible()
    assert dialog.left_out.text() == "Own files with a problem: broken.json"
    assert "is not what the library reads" in dialog.left_out.toolTip()


def test_many_broken_files_leave_the_lists_their_room(open_dialog: Open, own_roles: Path) -> None:
    for number in range(60):
        (own_roles / f"broken{number:02}.json").write_text("{", "utf-8")

    dialog = open_dialog()

    text = "Own files with a problem: broken00.json, broken01.json, broken02.json, and 57 more"
    assert dialog.left_out.text() == text


def test_a_role_whose_file_goes_away_while_the_dialog_is_open_is_said_to_be_gone(
    open_dialog: Open, own_roles: Path
) -> None:
    dialog = open_dialog()
    for file in own_roles.glob("*.json"):
        file.unlink()

    dialog.roles.setCurrentRow(dialog.roles.count() - 1)
    QCoreApplication.processEvents()
    dialog.accept()

    assert dialog.isVisible()
    assert "There is no role" in dialog.left_out.text()
    assert len(names(dialog)) == 1 + len(roles())
    dialog.accept()
    assert not dialog.isVisible()
