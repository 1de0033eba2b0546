"""Files that cannot be opened or saved: the window says why in one line, keeps what it had open, and damages nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from people import Person

from jdstudio.files.codec import encode
from jdstudio.gui.main import make_window
from jdstudio.gui.window import MainWindow
from jdstudio.model.project import Facts, Position, Project

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SHOP = Project(id="p", title="Shop", language="en", positions=(Position(id="a", facts=Facts(title="Clerk")),))
HEAD = b'{"format": "jdstudio", "schema": 1, "id": "x", '


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.json"
    path.write_bytes(encode(SHOP))
    return path


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def window(qtbot: Any, person: Person, file: Path) -> Iterator[MainWindow]:
    """A window with the shop open, its title changed and not saved."""
    window = make_window(None, ask=person)
    qtbot.addWidget(window, before_close_func=lambda each: each.files.leave())
    window.files.open_path(file)
    edit(window, "Changed")
    person.saves_first = "discard"
    yield window
    window.files.leave()


def edit(window: MainWindow, title: str) -> None:
    assert window.store
    window.store.commit(replace(window.store.project, title=title), "Rename")


def title(window: MainWindow) -> str:
    assert window.store
    return window.store.project.title


BAD_FILES = {
    "empty": (b"", "The file is empty."),
    "a letter": (b"Dear Sir", "This is not JSON"),
    "somebody else's": (b'{"name": "x"}', "This is JSON, but not a JD Studio project"),
    "half": (encode(SHOP)[:60], "The file ends in the middle."),
    "UTF-16": (encode(SHOP).decode().encode("utf-16"), "The file is not in UTF-8."),
    "a lone surrogate": (HEAD + b'"title": "\xed\xa0\x80"}', "The file is not in UTF-8."),
    "of the future": (HEAD.replace(b"1", b"2", 1) + b'"a": 1}', "A newer version of JD Studio wrote this file"),
    "a wrong type": (HEAD + b'"positions": [{"id": 7}]}', "positions[0].id: Expected text, found the number 7."),
    "no number": (
        HEAD + b'"positions": [{"id": "a", "sections": [{"kind": "kpis", "id": "k", '
        b'"items": [{"id": "i", "weight": NaN}]}]}]}',
        "positions[0].sections[0].items[0].weight: NaN is out of range",
    ),
    "an endless number": (
        HEAD + b'"positions": [{"id": "a", "sections": [{"kind": "kpis", "id": "k", '
        b'"items": [{"id": "i", "weight": 1e400}]}]}]}',
        "positions[0].sections[0].items[0].weight: 1E+400 is out of range",
    ),
    "too deep": (HEAD + b'"positions": ' + b"[" * 500_000 + b"]" * 500_000 + b"}", "nested deeper than 50 levels"),
}


@pytest.mark.parametrize(("content", "words"), BAD_FILES.values(), ids=list(BAD_FILES))
def test_a_bad_file_is_said_and_what_was_open_stays(
    window: MainWindow, person: Person, tmp_path: Path, content: bytes, words: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    window.files.open_path(bad)
    kind, sentence = person.heard[-1]
    assert kind == "problem"
    assert sentence.startswith(f"{bad}: ")
    assert words in sentence
    assert "\n" not in sentence
    assert (title(window), window.isWindowModified()) == ("Changed", True)
    assert bad.read_bytes() == content


BAD_PLACES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "gone": (lambda file: file.with_name("gone.json"), "There is no such file."),
    "a folder": (lambda file: file.parent, "This is a folder."),
    "under a file": (lambda file: file / "x.json", "A part of this path is a file, not a folder."),
    "too long": (lambda file: file.with_name("x" * 300), "The name is too long."),
    "impossible": (lambda file: file.with_name("a\0b"), "No file can have this name here."),
}


@pytest.mark.parametrize(("place", "words"), BAD_PLACES.values(), ids=list(BAD_PLACES))
def test_a_place_that_cannot_be_read_is_said_and_what_was_open_stays(
    window: MainWindow, person: Person, file: Path, place: Callable[[Path], Path], words: str
) -> None:
    window.files.open_path(place(file))
    assert person.heard[-1][0] == "problem"
    assert words in person.heard[-1][1]
    assert (title(window), window.files.session and window.files.session.path) == ("Changed", file)


@pytest.mark.parametrize("name", ["a folder", "under a file", "too long", "impossible"])
def test_a_place_that_cannot_be_written_is_said_and_nothing_is_lost(
    window: MainWindow, person: Person, file: Path, name: str
) -> None:
    person.saves_to = BAD_PLACES[name][0](file)
    assert not window.files.save_as()
    assert person.heard[-1][0] == "problem"
    assert (title(window), window.isWindowModified()) == ("Changed", True)
    assert window.files.session
    assert window.files.session.path == file
    assert window.files.save()


def test_contradictions_are_told_and_the_file_as_it_was_stays_beside_it(
    window: MainWindow, person: Person, tmp_path: Path
) -> None:
    twice = tmp_path / "twice.json"
    content = HEAD + b'"title": "Team", "positions": [{"id": "a"}, {"id": "a"}]}'
    twice.write_bytes(content)
    window.files.open_path(twice)
    (_kind, path, (line,)) = person.heard[-1]
    assert path == twice
    assert line.startswith("positions[1].id: The id “a” stands at positions[0].id already; here it is now “")
    assert (title(window), window.isWindowModified()) == ("Team", True)
    assert twice.read_bytes() == content
    assert window.files.save()
    assert twice.with_name("twice.json.bak").read_bytes() == content
    person.heard.clear()
    window.files.close()
    window.files.open_path(twice)
    assert person.heard == []


def test_a_file_deleted_while_open_is_written_again(window: MainWindow, person: Person, file: Path) -> None:
    file.unlink()
    assert window.files.save()
    assert b"Changed" in file.read_bytes()
    edit(window, "More")
    shutil.rmtree(file.parent)
    assert not window.files.save()
    assert "The folder does not exist." in person.heard[-1][1]
    assert (title(window), window.isWindowModified()) == ("More", True)


def test_a_file_that_became_something_else_while_open_is_never_replaced(
    window: MainWindow, person: Person, file: Path
) -> None:
    newer = HEAD.replace(b"1", b"2", 1) + b'"a": 1}'
    file.write_bytes(newer)
    person.overwrites = "overwrite"
    assert not window.files.save()
    assert "A newer version of JD Studio wrote this file" in person.heard[-1][1]
    assert file.read_bytes() == newer
    file.unlink()
    file.mkdir()
    assert not window.files.save()
    assert "This is a folder." in person.heard[-1][1]
    assert (title(window), window.isWindowModified()) == ("Changed", True)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_two_windows_do_not_save_over_each_other(qtbot: Any, window: MainWindow, file: Path) -> None:
    other = Person(reads_only=True)
    second = make_window(None, ask=other)
    qtbot.addWidget(second, before_close_func=lambda each: each.files.leave())
    link = file.with_name("link.json")
    link.symlink_to(file)
    second.files.open_path(link)
    assert other.heard[0][0] == "read-only"
    edit(second, "Theirs")
    other.saves_to = link
    assert not second.files.save()
    assert other.heard[-1][0] == "problem"
    assert window.files.save()
    assert b"Changed" in file.read_bytes()
    assert link.is_symlink()
