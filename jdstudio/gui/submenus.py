"""The menus whose entries depend on something: kinds of sections, faces, recent files, samples, looks, languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from jdstudio.gui.icons import icon
from jdstudio.gui.settings import InterfaceLanguage
from jdstudio.gui.theme import Theme
from jdstudio.gui.tree_rows import face_name
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model.kind_groups import KIND_GROUPS
from jdstudio.model.kinds import KINDS
from jdstudio.resources import resource

if TYPE_CHECKING:
    from jdstudio.gui.window import MainWindow

THEMES: tuple[tuple[Theme, str], ...] = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
)
LANGUAGES: tuple[tuple[InterfaceLanguage, str], ...] = (
    ("system", N_("As the system")),
    ("zh", "中文"),  # each in its own words
    ("en", "English"),
)
T = TypeVar("T")


class Submenus:
    """Filled when they open, so that they always say how things stand."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        fill: Mapping[str, Callable[[], None]] = {
            "recent": self._fill_recent,
            "samples": self._fill_samples,
            "add_section": self._fill_kinds,
            "structure": self._fill_structures,
            "faces": self._fill_faces,
            "theme": self._fill_themes,
            "language": self._fill_languages,
        }
        self.menus = {name: QMenu(window) for name in fill}
        for name, filler in fill.items():
            self.menus[name].aboutToShow.connect(filler)

    def _fill_recent(self) -> None:
        menu = _emptied(self.menus["recent"])
        for name in self._window.settings.recent:
            path = Path(name)
            action = menu.addAction(f"{path.stem}\t{_short(path.parent)}".replace("&", "&&"))
            action.triggered.connect(partial(self._window.open_path, path))
        if menu.isEmpty():
            menu.addAction(_("(none yet)")).setEnabled(False)

    def _fill_samples(self) -> None:
        menu = _emptied(self.menus["samples"])
        for path in samples():
            menu.addAction(path.stem).triggered.connect(partial(self._window.open_sample, path))
        if menu.isEmpty():
            menu.addAction(_("(none here)")).setEnabled(False)

    def _fill_kinds(self) -> None:
        from jdstudio.library.help import kind_help  # noqa: PLC0415  no library before the menu opens

        menu = _emptied(self.menus["add_section"])
        language = interface_language()
        for group in KIND_GROUPS:
            kinds = menu.addMenu(icon(KINDS[group.kinds[0]].about.icon), group.name(language))
            for name in group.kinds:
                about = KINDS[name].about
                action = kinds.addAction(icon(about.icon), f"{about.name(language)}\t{kind_help(name).help}")
                action.triggered.connect(partial(self._window.tree.add_section, name))

    def _fill_structures(self) -> None:
        self._window.structures.fill_menu(self.menus["structure"])

    def _fill_faces(self) -> None:
        menu = _emptied(self.menus["faces"])
        for face, shown in self._window.tree.faces():
            action = menu.addAction(face_name(face))
            action.setCheckable(True)
            action.setChecked(shown)
            action.triggered.connect(partial(self._window.tree.toggle_face, face))

    def _fill_themes(self) -> None:
        self._fill_choices("theme", THEMES, self._window.settings.theme, self._window.choose_theme)

    def _fill_languages(self) -> None:
        self._fill_choices("language", LANGUAGES, self._window.settings.language, self._window.choose_language)

    def _fill_choices(self, name: str, choices: tuple[tuple[T, str], ...], now: T, choose: Callable[[T], None]) -> None:
        menu = _emptied(self.menus[name])
        group = QActionGroup(menu)
        for value, words in choices:
            action: QAction = menu.addAction(_(words))
            action.setCheckable(True)
            action.setChecked(value == now)
            action.setActionGroup(group)
            action.triggered.connect(partial(choose, value))


def samples() -> tuple[Path, ...]:
    """The sample projects that came with the program, if they did."""
    folders = (resource("samples"), resource("").parent / "samples")
    return tuple(sorted(path for folder in folders if folder.is_dir() for path in folder.glob("*.json")))


def _emptied(menu: QMenu) -> QMenu:
    for inner in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        inner.deleteLater()  # which clearing leaves behind
    menu.clear()
    return menu


def _short(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
