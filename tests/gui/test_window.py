"""The window with everything in it: one project through new, open, edit, undo, save, export, close, crash and recovery."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from people import Person
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from jdstudio.files.codec import decode, encode
from jdstudio.gui import settings, theme
from jdstudio.gui.main import make_window
from jdstudio.gui.new_dialog import NewChoice
from jdstudio.gui.window import MainWindow
from jdstudio.library import new_project
from jdstudio.model.edits import remove_section, set_text, set_title
from jdstudio.model.kinds import Text
from jdstudio.model.languages import is_translated
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.session import Session

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.filterwarnings(
        "ignore:Function. 'QDragEnterEvent:DeprecationWarning"
    ),  # newer Qt marks its constructor
]

WHY = Place("p1", "why")


def small() -> Project:
    sections = (Text(id="why", title="Why"), Text(id="how", title="How"))
    return Project(
        id="project",
        title="Shop",
        language="en",
        positions=(
            Position(id="p1", facts=Facts(title="Manager"), sections=sections),
            Position(id="p2", facts=Facts(title="Clerk")),
        ),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.json"
    path.write_bytes(encode(small()))
    return path


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def window(qtbot: Any, person: Person) -> Iterator[MainWindow]:
    window = make_window(None, ask=person)
    qtbot.addWidget(window, before_close_func=discard)
    window.show()
    yield window
    discard(window)


def discard(window: MainWindow) -> None:
    window.files.leave()


def edit(window: MainWindow, text: str = "Because.") -> None:
    assert window.store
    window.store.commit(set_text(window.store.project, WHY, text), "Typing", place=WHY)


def project_of(window: MainWindow) -> Project:
    assert window.store
    return window.store.project


def test_without_a_project_a_welcome_page_and_nothing_to_save(window: MainWindow) -> None:
    assert window.welcome.isVisible()
    assert not window.tree.isVisible()
    assert window.windowTitle() == "JD Studio[*]"
    able = {name for name, action in window.actions_by_name.items() if action.isEnabled()}
    assert {"new", "open", "quit", "theme"} <= able
    assert not able & {"save", "word", "undo", "add_section", "close"}


def test_opening_shows_the_first_position_in_all_panels(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    assert window.tree.isVisible()
    assert window.tree.place == Place("p1")
    assert window.editor.place == Place("p1")
    assert window.windowTitle().startswith("Shop")
    assert not window.isWindowModified()
    assert window.settings.recent == (str(file),)


def test_a_choice_in_one_panel_reaches_the_others(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    window.tree.select_and_tell(WHY)
    assert window.editor.place == WHY
    window.preview.place_clicked.emit(Place("p1", "how"))
    assert window.tree.place == window.editor.place == Place("p1", "how")
    window.editor.place_selected.emit(WHY)
    assert window.tree.place == WHY


def test_the_face_of_the_paper_marks_what_the_outline_leaves_out(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    window.preview.set_face("posting")
    assert window.tree.rows.face == "posting"


def test_the_paper_marks_what_was_clicked_on_it(qtbot: Any, window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    window.preview.place_clicked.emit(Place("p1", "how"))
    edit(window)
    window.preview.place_clicked.emit(WHY)
    qtbot.waitUntil(lambda: window.preview.paper.marked == WHY)


def test_another_face_shows_what_is_selected(qtbot: Any, window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    edit(window)
    window.preview.set_face("posting")
    window.tree.select_and_tell(WHY)
    qtbot.waitUntil(lambda: window.preview.paper.marked is None)
    window.preview.set_face("description")
    qtbot.waitUntil(lambda: window.preview.paper.marked == WHY)


def test_an_edit_marks_the_title_and_names_its_undo(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    edit(window)
    assert window.isWindowModified()
    assert window.actions_by_name["undo"].text() == "Undo: Typing"
    assert not window.actions_by_name["redo"].isEnabled()
    window.undo()
    assert not window.isWindowModified()
    assert window.actions_by_name["redo"].text() == "Redo: Typing"


def test_undo_and_redo_show_what_they_did(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    edit(window)
    window.show_place(Place("p2"))
    window.undo()
    assert window.tree.place == window.editor.place == WHY
    window.show_place(Place("p2"))
    window.redo()
    assert window.tree.place == WHY


def test_undoing_a_removal_shows_what_came_back(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    window.tree.select_and_tell(WHY)
    window.tree.delete()
    assert window.tree.place == window.editor.place == Place("p1", "how")
    window.undo()
    assert window.tree.place == window.editor.place == WHY


def test_saving_takes_over_a_name_still_being_typed(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    window.tree.select_and_tell(WHY)
    window.tree.rename()
    (editor,) = window.tree.view.viewport().findChildren(QLineEdit)
    editor.setText("Purpose")
    assert window.files.save()
    assert decode(file.read_bytes(), file).project.positions[0].sections[0].title == "Purpose"
    assert not window.isWindowModified()


def test_saving_says_when(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    edit(window)
    assert window.files.state_words() == "Not saved"
    window.files.save()
    assert window.files.state_words().startswith("Saved ")


def test_a_new_project_from_a_role_asks_where_to_save(window: MainWindow, person: Person, tmp_path: Path) -> None:
    person.starts = NewChoice(None, "standard", "en", title="Team")
    window.files.new()
    assert project_of(window).title == "Team"
    assert window.isWindowModified() is False
    person.saves_to = tmp_path / "team.json"
    assert window.files.save()
    assert decode(person.saves_to.read_bytes(), person.saves_to).project == project_of(window)


def test_a_new_position_comes_after_the_current_one(window: MainWindow, person: Person, file: Path) -> None:
    window.files.open_path(file)
    person.starts = NewChoice(None, "A1", "en")
    window.actions_by_name["add_position"].trigger()
    assert [position.title for position in project_of(window).positions] == ["Manager", "New position", "Clerk"]
    assert window.editor.place == Place(project_of(window).positions[1].id)


def test_both_languages_are_proposed_where_the_project_has_both(window: MainWindow, person: Person) -> None:
    person.starts = NewChoice("ecom", "standard", "en", bilingual=True)
    window.files.new()
    assert is_translated(project_of(window).positions[0])

    person.starts = NewChoice("live", "standard", "en", bilingual=True)
    window.actions_by_name["add_position"].trigger()

    assert [is_translated(position) for position in project_of(window).positions] == [True, True]
    assert ("new position", "en", "bilingual") in person.heard


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": "other"}', b'{"format": "jdstudio", "schema": 99}'])
def test_what_cannot_be_opened_leaves_the_open_project_as_it_was(
    window: MainWindow, person: Person, file: Path, tmp_path: Path, content: bytes
) -> None:
    window.files.open_path(file)
    edit(window)
    before = project_of(window)
    person.saves_first = "discard"
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    window.files.open_path(bad)
    problem, sentence = person.heard[-1]
    assert problem == "problem"
    assert "bad.json" in sentence
    assert project_of(window) is before
    assert window.actions_by_name["undo"].isEnabled()
    assert window.settings.recent == (str(file),)


def test_what_was_repaired_is_told(window: MainWindow, person: Person, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(encode(small()).replace(b'"title": "Shop"', b'"title": "Shop", "colour": "red"'))
    window.files.open_path(path)
    told, _path, lines = person.heard[-1]
    assert told == "notes"
    assert any("colour" in line for line in lines)
    assert window.isWindowModified()


@pytest.mark.parametrize(("answer", "closes"), [("cancel", False), ("discard", True), ("save", True)])
def test_closing_with_unsaved_changes_asks_by_name(
    window: MainWindow,
    person: Person,
    file: Path,
    answer: Any,
    closes: bool,  # noqa: FBT001
) -> None:
    window.files.open_path(file)
    edit(window)
    person.saves_first = answer
    event = QCloseEvent()
    window.closeEvent(event)
    assert person.heard == [("save first", "Shop")]
    assert event.isAccepted() is closes
    saved = decode(file.read_bytes(), file).project.positions[0].sections[0].text
    assert saved == ("Because." if answer == "save" else "")


def test_closing_what_is_saved_asks_nothing_and_gives_the_file_back(
    window: MainWindow, person: Person, file: Path
) -> None:
    window.files.open_path(file)
    window.files.close()
    assert window.welcome.isVisible()
    assert not person.heard
    Session.open(file).close()  # nobody holds it any more


def test_a_save_that_is_called_off_calls_off_the_closing(window: MainWindow, person: Person, file: Path) -> None:
    person.starts = NewChoice(None, "standard", "en")
    window.files.new()
    assert window.store
    window.store.commit(replace(window.store.project, title="Other"), "Rename")
    person.saves_first, person.saves_to = "save", None
    assert not window.files.may_leave()
    window.files.open_path(file)
    assert project_of(window).title == "Other"


def test_a_file_changed_by_somebody_else_is_not_saved_over_unasked(
    window: MainWindow, person: Person, file: Path, tmp_path: Path
) -> None:
    window.files.open_path(file)
    edit(window)
    theirs = encode(replace(small(), title="Theirs"))
    file.write_bytes(theirs)
    assert not window.files.save()
    assert (person.heard[-1][0], file.read_bytes()) == ("overwrite", theirs)
    person.overwrites, person.saves_to = "save_as", tmp_path / "mine.json"
    assert window.files.save()
    assert file.read_bytes() == theirs
    edit(window, "More.")
    person.saves_to.write_bytes(theirs)
    person.overwrites = "overwrite"
    assert window.files.save()
    assert decode(person.saves_to.read_bytes(), file).project.title == "Shop"


def test_a_failed_save_says_why_and_stays_modified(window: MainWindow, person: Person, file: Path) -> None:
    window.files.open_path(file)
    edit(window)
    person.saves_to = file.parent / "missing" / "x.json"
    assert not window.files.save_as()
    assert person.heard[-1][0] == "problem"
    assert window.isWindowModified()


def test_a_project_open_elsewhere_can_be_read(window: MainWindow, person: Person, file: Path, tmp_path: Path) -> None:
    holder = Session.open(file)
    window.files.open_path(file)
    assert person.heard[-1][0] == "read-only"
    assert window.store is None
    person.reads_only = True
    window.files.open_path(file)
    assert window.files.state_words() == "Read-only"
    edit(window)
    person.saves_to = tmp_path / "copy.json"
    assert window.files.save()
    holder.close()
    assert decode(file.read_bytes(), file).project == small()


def test_opening_what_is_open_keeps_the_changes(window: MainWindow, person: Person, file: Path) -> None:
    window.files.open_path(file)
    edit(window)
    window.files.open_path(file)
    assert not person.heard
    assert window.isWindowModified()


def test_dropping_a_file_on_the_window_opens_it(window: MainWindow, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, buttons, keys)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, buttons, keys))
    assert project_of(window).title == "Shop"


@pytest.mark.parametrize("onto", ["prose", "title", "table"])
def test_dropping_a_file_on_a_field_opens_it_all_the_same(window: MainWindow, file: Path, onto: str) -> None:
    window.files.open_path(file)
    fields = {
        "prose": window.editor.section.prose.text.viewport(),
        "title": window.editor.section.title,
        "table": window.editor.section.kpis.view.viewport(),
    }
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, buttons, keys)
    QApplication.sendEvent(fields[onto], entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copy, data, buttons, keys))
    assert project_of(window).positions == small().positions


def test_the_edit_menu_does_to_a_text_what_its_keys_do(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    edit(window, "Because.")
    window.show_place(WHY)
    text = window.editor.section.prose.text
    text.setFocus()
    for name in ("select_all", "cut_here"):
        window.actions_by_name[name].trigger()
    assert text.text() == ""
    for _time in range(2):
        window.actions_by_name["paste_here"].trigger()
    assert text.text() == "Because.Because."


def test_the_edit_menu_works_in_the_outline_too(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    window.show_place(WHY)
    window.tree.view.setFocus()
    window.actions_by_name["cut_here"].trigger()
    window.actions_by_name["paste_here"].trigger()
    assert [each.title for each in project_of(window).positions[0].sections] == ["How", "Why"]


def test_a_sample_opens_as_a_copy_without_a_file(window: MainWindow, file: Path) -> None:
    window.files.open_sample(file)
    assert window.files.session
    assert window.files.session.path is None
    assert project_of(window).title == "Shop"


@pytest.mark.parametrize(("name", "suffix"), [("html", ".html"), ("markdown", ".md")])
def test_an_export_is_written_by_a_worker_and_its_paths_are_told(
    qtbot: Any, window: MainWindow, person: Person, file: Path, name: str, suffix: str
) -> None:
    window.files.open_path(file)
    person.exports_to = file.parent / "out"
    window.actions_by_name[name].trigger()
    qtbot.waitUntil(lambda: person.heard[-1][0] == "exported")
    (path,) = person.heard[-1][1]
    assert path.parent == person.exports_to
    assert path.suffix == suffix
    assert "Manager" in path.read_text("utf-8")
    assert window.settings.export_folder == str(person.exports_to)


def test_an_export_proposes_the_position_at_hand_beside_the_project(
    window: MainWindow, person: Person, file: Path
) -> None:
    window.files.open_path(file)
    window.tree.select_and_tell(Place("p2"))
    window.export_word()
    _asked, proposal = person.heard[-1]
    assert proposal.positions == ("p2",)
    assert proposal.formats == ("word",)
    assert proposal.folder == file.parent


def test_an_export_that_fails_says_why(qtbot: Any, window: MainWindow, person: Person, file: Path) -> None:
    window.files.open_path(file)
    person.exports_to = file / "under a file"
    window.actions_by_name["markdown"].trigger()
    qtbot.waitUntil(lambda: person.heard[-1][0] == "problem")


def test_an_empty_project_has_nothing_to_export(window: MainWindow, person: Person) -> None:
    window.files.take(Session.new(Project(id="empty")))
    window.export_word()
    assert person.heard[-1][0] == "problem"


def test_unsaved_work_is_kept_for_recovery_and_offered_at_the_next_open(
    window: MainWindow, person: Person, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.files.open_path(file)
    edit(window)
    window.files.write_recovery()
    window.tasks.wait()
    crashed = window.files.hand_over()
    assert crashed
    crashed._release()
    monkeypatch.setattr("jdstudio.files.recovery.is_running", lambda _pid, _born: False)  # the process that wrote it
    person.recovers = "recover"
    window.files.open_path(file)
    _asked, title, _written, saved = person.heard[0]
    assert (title, saved is not None) == ("Shop", True)
    assert project_of(window).positions[0].sections[0].text == "Because."
    assert window.isWindowModified()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """Whatever the test does to the look of the application is undone."""
    palette, style = qapp.palette(), qapp.style().name()
    yield
    theme.apply("light")
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setStyle(style)


@pytest.mark.usefixtures("look")
def test_theme_and_language_are_remembered(qtbot: Any, window: MainWindow) -> None:
    window.choose_theme("dark")
    assert theme.colours() is theme.DARK
    with qtbot.waitSignal(window.language_chosen):
        window.choose_language("zh")
    assert (settings.load().theme, settings.load().language) == ("dark", "zh")
    window.choose_theme("light")
    assert theme.colours() is theme.LIGHT


def test_widths_and_place_of_the_window_are_remembered(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    window.closeEvent(QCloseEvent())
    kept = settings.load()
    assert len(kept.widths) == 3
    assert kept.geometry


def test_a_paper_put_away_keeps_its_remembered_width(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    window.actions_by_name["preview"].trigger()
    window.closeEvent(QCloseEvent())
    assert 0 not in settings.load().widths


def test_damaged_settings_are_as_good_as_none() -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True)
    for content in (b"", b"{", b'{"widths": "wide"}', os.urandom(50)):
        path.write_bytes(content)
        assert settings.load() == settings.Settings()


def test_a_title_is_never_taken_for_markup(window: MainWindow) -> None:
    project = replace(new_project(None, "standard", "en"), title="<b>Shop</b> [*]")
    window.files.take(Session.new(project))
    assert window.windowTitle() == "<b>Shop</b> [*][*][*] — JD Studio"


def test_the_strategy_and_other_positions_keep_their_places_through_undo(window: MainWindow, file: Path) -> None:
    window.files.open_path(file)
    assert window.store
    store = window.store
    store.commit(set_title(store.project, Place("", "strategy"), "Plan"), "Rename", place=Place("", "strategy"))
    store.commit(remove_section(store.project, WHY), "Delete", place=WHY)
    window.undo()
    assert window.tree.place == WHY
    window.undo()
    assert window.tree.place == Place("", "strategy")
