"""Starts the window: application, theme, language, and what happens when something unforeseen goes wrong."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from jdstudio import __version__
from jdstudio.gui import settings, theme
from jdstudio.gui.qt_words import QtInChinese
from jdstudio.gui.settings import Settings
from jdstudio.gui.window import MainWindow
from jdstudio.i18n import interface_language, system_language, use_language

if TYPE_CHECKING:
    from jdstudio.gui.messages import Questions
    from jdstudio.session import Session

FONTS = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
"""Families with Chinese characters, by system."""

SMALLEST_FONT = 10.0


def run(path: str | None) -> int:
    """Open the window, with a project where one is named, and stay until it is closed."""
    app = application()
    program = Program(app, settings.load())
    sys.excepthook = program.on_error
    if path:
        program.window.open_path(Path(path))
    program.window.show()
    if not path:
        QTimer.singleShot(0, program.settle)
    status = app.exec()
    program.window.deleteLater()
    sys.excepthook = sys.__excepthook__
    return status


def application() -> QApplication:
    """The one application object of the process, with names and fonts set."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("jdstudio")
    app.setApplicationDisplayName("JD Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("jdstudio")
    return app


def _readable(font: QFont) -> QFont:
    """The system's font, large enough for Chinese characters, with families that have them to fall back on.

    On Linux the system's own font seldom has any, and mixing two in one line looks bad: there they come first in a
    Chinese window, but not in an English one, where they would draw quotation marks as wide as a character.
    """
    chinese_first = sys.platform.startswith("linux") and interface_language() == "zh"
    own = [family for family in font.families() if family not in FONTS]
    font.setFamilies([*FONTS, *own] if chinese_first else [*own, *FONTS])
    font.setPointSizeF(max(font.pointSizeF(), SMALLEST_FONT))
    return font


def make_window(session: Session | None, kept: Settings | None = None, ask: Questions | None = None) -> MainWindow:
    """A window over a session, or with the welcome page; not shown yet."""
    window = MainWindow(kept or Settings(), ask)
    if session:
        window.files.take(session)
    return window


class Program(QObject):
    """Keeps the one window, makes it anew when its language or theme changes, and reports unforeseen errors."""

    def __init__(self, app: QApplication, kept: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._translator: QtInChinese | None = None
        self._reported: set[str] = set()
        self._dress(kept)
        self.window = make_window(None, kept)
        self.window.language_chosen.connect(self._make_anew)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show each distinct unforeseen error once, and keep going: the project is still in memory."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger("jdstudio").error("%s", details)
        if details not in self._reported:
            self._reported.add(details)
            self.window.ask.unexpected(f"{kind.__name__}: {error}", details)

    def settle(self) -> None:
        """With the first window on the screen: offer what a crash left, and make ready what a project will need."""
        self.window.files.offer_recovery()
        self.window.make_panels()

    def _dress(self, kept: Settings) -> None:
        """Theme and language, Qt's own buttons included."""
        theme.apply(kept.theme)
        use_language(system_language() if kept.language == "system" else kept.language)
        self._app.setFont(_readable(self._app.font()))
        if self._translator:
            self._app.removeTranslator(self._translator)
            self._translator = None
        if interface_language() == "zh":
            self._translator = QtInChinese(self)
            self._app.installTranslator(self._translator)

    def _make_anew(self) -> None:
        """The same project in a fresh window, in another language: no panel has to know how to change its words."""
        old = self.window
        old.commit_pending()
        self._dress(old.settings)
        place, geometry = old.tree.place, old.saveGeometry()
        self.window = make_window(old.files.hand_over(), old.settings)
        self.window.language_chosen.connect(self._make_anew)
        self.window.restoreGeometry(geometry)
        self.window.show()
        self.window.show_place(place)
        old.hide()
        old.deleteLater()

    def _follow_system(self) -> None:
        """The desktop went dark or light."""
        if self.window.settings.theme == "system":
            theme.apply("system")
