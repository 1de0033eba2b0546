"""The window: outline, editor and paper side by side, over one open project at a time.

The panels know nothing of each other. Each shows one store and says what a person chose; the window passes that on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QStackedWidget, QToolBar

from jdstudio import __version__
from jdstudio.gui import actions, settings
from jdstudio.gui.settings import InterfaceLanguage, Settings
from jdstudio.gui.stale_marks import StaleNotice
from jdstudio.gui.submenus import Submenus, samples
from jdstudio.gui.summary import summary_of
from jdstudio.gui.tasks import Tasks
from jdstudio.gui.theme import Theme, apply
from jdstudio.gui.tree_view import ProjectTree
from jdstudio.gui.welcome import Welcome
from jdstudio.i18n import _
from jdstudio.model.fields import Face
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import section_at
from jdstudio.store import Change, Store

if TYPE_CHECKING:
    from jdstudio.gui.editor import Editor
    from jdstudio.gui.exports import Exports
    from jdstudio.gui.file_jobs import FileJobs
    from jdstudio.gui.kpi_shelf import KpiShelf
    from jdstudio.gui.language_dialog import LanguageDialog
    from jdstudio.gui.messages import Questions
    from jdstudio.gui.preview.panel import Preview
    from jdstudio.gui.structures import Structures
    from jdstudio.session import Session

WIDTHS = (238, 720, 522)
SIZE = (1480, 920)
TITLE_BAR = 40
"""About how much higher than its content a window is; systems tell it only once the window is shown."""


class MainWindow(QMainWindow):
    """One project at a time; a welcome page while there is none."""

    language_chosen = Signal()  # whoever made the window makes it anew, in that language

    def __init__(self, kept: Settings, ask: Questions | None = None) -> None:
        super().__init__()
        self.settings = kept
        if ask:
            self.ask = ask
        self.tasks = Tasks(self)
        self.session: Session | None = None
        self.tree = ProjectTree()
        self.welcome = Welcome()
        self._forget: Callable[[], None] | None = None
        self.actions_by_name = actions.make_actions(self, self.tree.view)
        self.submenus = Submenus(self)
        self._menus = actions.fill_menus(self.menuBar(), self.actions_by_name, self.submenus.menus)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.show_session(None)
        self._restore()

    # --- made when first needed: more than half of the time to the first window would go into them ------------------

    @cached_property
    def editor(self) -> Editor:
        from jdstudio.gui.editor import Editor  # noqa: PLC0415

        return Editor(self._panels)

    @cached_property
    def preview(self) -> Preview:
        from jdstudio.gui.preview.panel import Preview  # noqa: PLC0415

        return Preview(self._panels)

    @cached_property
    def ask(self) -> Questions:
        from jdstudio.gui.messages import Questions  # noqa: PLC0415

        return Questions(self)

    @cached_property
    def files(self) -> FileJobs:
        from jdstudio.gui.file_jobs import FileJobs  # noqa: PLC0415

        return FileJobs(self)

    @cached_property
    def structures(self) -> Structures:
        from jdstudio.gui.structures import Structures  # noqa: PLC0415

        return Structures(self)

    @cached_property
    def exports(self) -> Exports:
        from jdstudio.gui.exports import Exports  # noqa: PLC0415

        return Exports(self)

    @cached_property
    def languages(self) -> LanguageDialog:
        from jdstudio.gui.language_dialog import LanguageDialog  # noqa: PLC0415

        dialog = LanguageDialog(self)
        dialog.place_wanted.connect(self.show_place)
        return dialog

    @cached_property
    def kpi_shelf(self) -> KpiShelf:
        from jdstudio.gui.kpi_shelf import KpiShelf  # noqa: PLC0415

        return KpiShelf(self)

    @property
    def panels(self) -> QSplitter:
        """Outline, editor and paper side by side."""
        return self._panels

    def make_panels(self) -> None:
        """Make what shows a project, unless it is there already."""
        if self._panels.count() > 1:
            return
        for panel, least in ((self.editor, 360), (self.preview, 370)):
            panel.setMinimumWidth(least)
            self._panels.addWidget(panel)
            panel.problem.connect(self.say)
        self._panels.setStretchFactor(1, 3)
        self._panels.setStretchFactor(2, 2)
        self._panels.setSizes(list(self.settings.widths or WIDTHS))
        self.editor.place_selected.connect(self._on_editor)
        self.editor.place_wanted.connect(self._on_wanted)
        self.editor.library_wanted.connect(self._on_library)
        self.editor.structure_wanted.connect(self._on_structure)
        self.preview.place_clicked.connect(self._on_paper)
        self.preview.face_changed.connect(self._on_face)

    # --- the project -------------------------------------------------------------------------------------------------

    @property
    def store(self) -> Store | None:
        """The store of the open project."""
        return self.session.store if self.session else None

    def show_place(self, place: Place) -> None:
        """Show a place in all three panels."""
        self.tree.select(place)
        self.editor.show_place(place)
        self._follow(place)
        self._offer()
        self.refresh()

    def show_session(self, session: Session | None) -> None:
        """Show another project, or the welcome page."""
        if self._forget:
            self._forget()
            self._forget = None
        self.session = session
        if "languages" in self.__dict__:  # it shows a project that goes
            self.languages.forget()
        if session:
            self.make_panels()
            self.tree.show_store(session.store)
            self.editor.show_store(session.store, self.tree.place)
            self.preview.show_store(session.store)
            self._forget = session.store.subscribe(self._on_change)
            self._pages.setCurrentWidget(self._panels)
            self.show_place(self.tree.place)
            self.tree.setFocus()
        else:
            self.welcome.show_files(self.settings.recent, samples())
            self._pages.setCurrentWidget(self.welcome)
        self._offer()
        self.refresh()

    def commit_pending(self) -> None:
        """Take over what is still being typed, also what an input method has not handed over yet."""
        QGuiApplication.inputMethod().commit()
        self.tree.commit_pending()
        if "languages" in self.__dict__:
            self.languages.commit_pending()
        if self.store:
            self.editor.commit_pending()

    def remember(self, **changes: object) -> None:
        """Change and keep settings."""
        self.settings = msgspec.structs.replace(self.settings, **changes)
        settings.save(self.settings)

    # --- slots of the actions ----------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last step, and show where it was."""
        self.commit_pending()
        if self.store:
            self._show_step(self.store, self.store.undo)

    def redo(self) -> None:
        """Do again what was taken back, and show where."""
        self.commit_pending()
        if self.store:
            self._show_step(self.store, self.store.redo)

    def cut_here(self) -> None:
        self._press(Qt.Key.Key_X, self.tree.cut)

    def copy_here(self) -> None:
        self._press(Qt.Key.Key_C, self.tree.copy)

    def paste_here(self) -> None:
        self._press(Qt.Key.Key_V, self.tree.paste)

    def select_all(self) -> None:
        self._press(Qt.Key.Key_A, None)

    def _press(self, key: Qt.Key, in_outline: Callable[[], None] | None) -> None:
        """What Ctrl and a key mean where the focus is; the outline's are shortcuts, which only a real key reaches."""
        focus = self.focusWidget()
        if focus is self.tree.view:
            if in_outline:
                in_outline()
        elif focus is not None:
            ctrl = Qt.KeyboardModifier.ControlModifier
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(focus, QKeyEvent(kind, key, ctrl))

    def open_path(self, path: Path) -> None:
        self.files.open_path(path)

    def open_sample(self, path: Path) -> None:
        self.files.open_sample(path)

    def new(self) -> None:
        self.files.new()

    def open(self) -> None:
        self.files.open()

    def save(self) -> None:
        self.files.save()

    def save_as(self) -> None:
        self.files.save_as()

    def close_project(self) -> None:
        self.files.close()

    def export_word(self) -> None:
        self.exports.ask("word")

    def export_posting(self) -> None:
        self.exports.ask("posting")

    def export_excel(self) -> None:
        self.exports.ask("excel")

    def export_html(self) -> None:
        self.exports.ask("html")

    def export_markdown(self) -> None:
        self.exports.ask("markdown")

    def export_several(self) -> None:
        self.exports.ask("word", "posting", "excel")

    def show_preview(self, shown: bool) -> None:  # noqa: FBT001  Qt's signal carries it
        if self.session:
            self.preview.setVisible(shown)

    def show_languages(self) -> None:
        """Show both languages of the position at hand beside each other."""
        self.commit_pending()
        if self.store:
            self.languages.open_at(self.store, self.tree.place, "all")

    def show_stale(self) -> None:
        """Show the texts at hand whose two languages do not agree any more."""
        self.commit_pending()
        if self.store:
            self.languages.open_at(self.store, self.tree.place, "stale")

    def show_kpi_library(self, shown: bool) -> None:  # noqa: FBT001  Qt's signal carries it
        if self.session:
            (self.kpi_shelf.open if shown else self.kpi_shelf.close)()

    def update_kpis(self) -> None:
        self.kpi_shelf.update()

    def choose_theme(self, theme: Theme) -> None:
        """Wear another theme from now on."""
        self.remember(theme=theme)
        apply(theme)

    def choose_language(self, language: InterfaceLanguage) -> None:
        """Speak another language from now on."""
        self.remember(language=language)
        self.language_chosen.emit()

    def about(self) -> None:
        self.ask.about(__version__)

    def add_position(self) -> None:
        """Ask which role a new position starts from, and put it after the current one."""
        from jdstudio.library import new_position  # noqa: PLC0415
        from jdstudio.model.languages import is_translated  # noqa: PLC0415

        if self.store is None:
            return
        project = self.store.project
        choice = self.ask.new_position(project.language, bilingual=any(map(is_translated, project.positions)))
        if choice:
            made = new_position(choice.role, choice.structure, project.language, bilingual=choice.bilingual)
            self.tree.insert_position(made)

    # --- following the store and the panels --------------------------------------------------------------------------

    def _on_change(self, _change: Change) -> None:
        self.files.keep_recovery()
        self.refresh()

    def _show_step(self, store: Store, go: Callable[[], None]) -> None:
        changes: list[Change] = []
        forget = store.subscribe(changes.append)
        go()
        forget()
        for change in changes:
            if change.place is not None and _exists(store.project, change.place):
                self.show_place(change.place)

    def _on_tree(self, place: Place) -> None:
        self.editor.show_place(place)
        self._follow(place)
        self._offer()
        self.refresh()

    def _on_editor(self, place: Place) -> None:
        self.tree.select(place)
        self._follow(place)

    def _on_wanted(self, place: Place) -> None:
        self.show_place(place)
        self.editor.go_to(place)

    def _on_structure(self) -> None:
        self.structures.switch()

    def _on_library(self, what: str, kpi_ids: tuple[str, ...], row: int) -> None:
        """The KPI table asks for the library: to open it, to keep a row there, to update from it, to take a drop."""
        match what:
            case "open":
                self.kpi_shelf.open()
            case "keep":
                self.kpi_shelf.keep()
            case "update":
                self.kpi_shelf.update()
            case _:
                self.kpi_shelf.add(kpi_ids, row)

    def _on_face(self, face: Face) -> None:
        self.tree.show_face(face)
        self._follow(self.tree.place)

    def _on_paper(self, place: Place) -> None:
        self.tree.select(place)
        self.editor.show_place(place)
        self._follow(place)
        self._offer()
        self.refresh()

    def _pop_up_outline_menu(self, point: QPoint) -> None:
        self._menus["outline"].popup(point)

    def _follow(self, place: Place) -> None:
        if place.position:
            self.preview.show_position(place.position)
        self.preview.follow(place)
        if "languages" in self.__dict__:
            self.languages.show_position(place.position)

    def refresh(self) -> None:
        """Bring the title, the names of undo and redo and the line at the foot up to date; cheap, done at each key."""
        store, session = self.store, self.session
        self.setWindowTitle(_window_title(store.project.title if store else None, session.path if session else None))
        self.setWindowModified(bool(store and store.is_dirty))
        self._name_step("undo", _("Undo"), store.undo_label if store else None)
        self._name_step("redo", _("Redo"), store.redo_label if store else None)
        self._foot.setText(summary_of(store.project, self.tree.place) if store else "")
        self.stale.show_count(store.project if store else None, self.tree.place)
        if session:
            self.tree.show_saved(self.files.state_words())
        if "kpi_shelf" in vars(self):
            self.kpi_shelf.refresh()

    def _name_step(self, name: str, words: str, label: str | None) -> None:
        action = self.actions_by_name[name]
        text = _("{step}: {label}").format(step=words, label=_(label)) if label else words
        if action.text() != text or action.isEnabled() != bool(label):
            action.setEnabled(bool(label))
            action.setText(text)
            action.setToolTip(actions.tip_of(action, text))

    def _offer(self) -> None:
        """Grey out what cannot be done at the current row of the outline."""
        actions.enable(self.actions_by_name, has_project=bool(self.store), offered=self.tree.offers())

    def say(self, sentence: str) -> None:
        """Say something in passing, in the line at the foot."""
        self.statusBar().showMessage(sentence, 8000)

    # --- the window itself -------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session and not self.files.may_leave():
            event.ignore()
            return
        self.remember(geometry=bytes(self.saveGeometry().toBase64().data()).decode())
        if "kpi_shelf" in vars(self):
            self.kpi_shelf.close()
        if self._panels.count() > 1 and not self.preview.isHidden():
            self.remember(widths=tuple(self._panels.sizes()[:3]))
        if "languages" in self.__dict__:
            self.languages.forget()
        if self.session:
            self.files.leave()
        self.tasks.wait()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)

    def _lay_out(self) -> None:
        self._panels = QSplitter(Qt.Orientation.Horizontal)
        self._panels.setHandleWidth(1)
        self._panels.setChildrenCollapsible(False)
        self.tree.setMinimumWidth(180)
        self._panels.addWidget(self.tree)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self._panels)
        self.setCentralWidget(self._pages)
        bar = QToolBar(_("Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        actions.fill_toolbar(bar, self.actions_by_name, self.submenus.menus)
        self.addToolBar(bar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._foot = QLabel()
        self._foot.setTextFormat(Qt.TextFormat.PlainText)
        self.stale = StaleNotice()
        self.stale.clicked.connect(self.show_stale)
        self.statusBar().addPermanentWidget(self.stale)
        self.statusBar().addPermanentWidget(self._foot)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        self.tree.place_selected.connect(self._on_tree)
        self.tree.problem.connect(self.say)
        self.tree.menu_wanted.connect(self._pop_up_outline_menu)
        self.tree.position_wanted.connect(self.add_position)
        self.welcome.new_wanted.connect(self.actions_by_name["new"].trigger)
        self.welcome.open_wanted.connect(self.actions_by_name["open"].trigger)
        self.welcome.file_wanted.connect(self.open_path)
        self.welcome.sample_wanted.connect(self.open_sample)
        QGuiApplication.clipboard().dataChanged.connect(self._offer)

    def _restore(self) -> None:
        room = self.screen().availableSize() - QSize(0, TITLE_BAR)
        self.resize(QSize(*SIZE).boundedTo(room))
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(self.settings.geometry.encode())))
        self.actions_by_name["preview"].setChecked(True)


def _window_title(title: str | None, path: Path | None) -> str:
    """`[*]` is where Qt puts the mark of changes that are not saved."""
    if title is None:
        return "JD Studio[*]"
    name = (title or (path.stem if path else "") or _("Untitled project")).replace("[*]", "[*][*]")
    return f"{name}[*] — JD Studio"


def _exists(project: Project, place: Place) -> bool:
    if place.section:
        return section_at(project, place) is not None
    return not place.position or any(position.id == place.position for position in project.positions)


def _dropped(event: QDropEvent) -> Path | None:
    """The one project file that is dragged, if that is what it is."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ".json" else None
