"""Everything the window can do, as one table: menus, toolbar and shortcuts are built from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from jdstudio.gui.icons import icon
from jdstudio.i18n import N_, _

Menu = Literal["file", "edit", "outline", "export", "view", "help"]

MENUS: Mapping[Menu, str] = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "outline": N_("&Outline"),
    "export": N_("E&xport"),
    "view": N_("&View"),
    "help": N_("&Help"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `slot` is a method of the window, such as `tree.rename`; none for what opens a submenu.

    `keys` hold in the whole window; with `scope="tree"` only while the outline has the focus, so that tables and texts
    keep theirs; with `scope="focus"` they are only named in the menu, for whatever has the focus obeys them by itself. `gap`: a line stands above it in the menu. `short` is the text on the toolbar.
    """

    name: str
    menu: Menu
    text: str
    icon: str = ""
    slot: str = ""
    keys: tuple[str, ...] = ()
    scope: Literal["window", "tree", "focus"] = "window"
    gap: bool = False
    short: str = ""
    checkable: bool = False
    needs_project: bool = True


ACTIONS: tuple[Action, ...] = (
    Action("new", "file", N_("&New…"), "new", "new", ("Ctrl+N",), needs_project=False),
    Action("open", "file", N_("&Open…"), "open", "open", ("Ctrl+O",), needs_project=False),
    Action("recent", "file", N_("Open &recent"), "recent", needs_project=False),
    Action("samples", "file", N_("Open a sa&mple"), "sample", needs_project=False),
    Action("save", "file", N_("&Save"), "save", "save", ("Ctrl+S",), gap=True),
    Action("save_as", "file", N_("Save &as…"), "", "save_as", ("Ctrl+Shift+S",)),
    Action("close", "file", N_("&Close project"), "close", "close_project", ("Ctrl+W",), gap=True),
    Action("quit", "file", N_("&Quit"), "quit", "close", ("Ctrl+Q",), needs_project=False),
    Action("undo", "edit", N_("&Undo"), "undo", "undo", ("Ctrl+Z",)),
    Action("redo", "edit", N_("&Redo"), "redo", "redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Action("cut_here", "edit", N_("Cu&t"), "cut", "cut_here", ("Ctrl+X",), "focus", gap=True),
    Action("copy_here", "edit", N_("&Copy"), "copy", "copy_here", ("Ctrl+C",), "focus"),
    Action("paste_here", "edit", N_("P&aste"), "paste", "paste_here", ("Ctrl+V",), "focus"),
    Action("select_all", "edit", N_("Select a&ll"), "", "select_all", ("Ctrl+A",), "focus", gap=True),
    Action("languages", "edit", N_("T&wo languages…"), "language", "show_languages", ("Ctrl+Shift+L",), gap=True),
    Action(
        "add_position",
        "outline",
        N_("Add &position…"),
        "add-position",
        "tree.add_position",
        ("Ctrl+Shift+N",),
        short=N_("Add position"),
    ),
    Action("add_section", "outline", N_("Add &section"), "section", short=N_("Add section")),
    Action("structure", "outline", N_("Structur&e"), "structure"),
    Action("rename", "outline", N_("&Rename"), "rename", "tree.rename", ("F2",), "tree", gap=True),
    Action("duplicate", "outline", N_("Dup&licate"), "duplicate", "tree.duplicate", ("Ctrl+D",), "tree"),
    Action("faces", "outline", N_("S&how on"), "shown"),
    Action("cut", "outline", N_("Cu&t"), "cut", "tree.cut", ("Ctrl+X",), "tree", gap=True),
    Action("copy", "outline", N_("&Copy"), "copy", "tree.copy", ("Ctrl+C",), "tree"),
    Action("paste", "outline", N_("P&aste"), "paste", "tree.paste", ("Ctrl+V",), "tree"),
    Action("delete", "outline", N_("&Delete"), "delete", "tree.delete", ("Del",), "tree"),
    Action("move_up", "outline", N_("Move &up"), "up", "tree.move_up", ("Alt+Up",), "tree", gap=True),
    Action("move_down", "outline", N_("Move do&wn"), "down", "tree.move_down", ("Alt+Down",), "tree"),
    Action("move_in", "outline", N_("Move &in"), "indent", "tree.move_in", ("Alt+Right",), "tree"),
    Action("move_out", "outline", N_("Move &out"), "outdent", "tree.move_out", ("Alt+Left",), "tree"),
    Action(
        "word", "export", N_("&Job description (Word)…"), "word", "export_word", ("Ctrl+E",), short=N_("Export Word")
    ),
    Action("posting", "export", N_("&Posting (Word)…"), "posting", "export_posting", short=N_("Posting")),
    Action("excel", "export", N_("&Review sheet (Excel)…"), "excel", "export_excel", short=N_("Review sheet")),
    Action("html", "export", N_("&Web page (HTML)…"), "html", "export_html", gap=True),
    Action("markdown", "export", N_("&Markdown…"), "markdown", "export_markdown"),
    Action("export_all", "export", N_("&Several documents…"), "export", "export_several", ("Ctrl+Shift+E",), gap=True),
    Action("preview", "view", N_("Show &preview"), "", "show_preview", ("F9",), checkable=True),
    Action("kpi_library", "view", N_("&KPI library"), "library", "show_kpi_library", ("Ctrl+L",), checkable=True),
    Action("update_kpis", "view", N_("&Update KPIs from the library…"), "", "update_kpis"),
    Action("theme", "view", N_("&Appearance"), "theme", gap=True, needs_project=False),
    Action("language", "view", N_("&Language"), "language", needs_project=False),
    Action("about", "help", N_("&About JD Studio"), "info", "about", needs_project=False),
)

TOOLBAR = (
    "new",
    "open",
    "save",
    "",
    "undo",
    "redo",
    "",
    "add_position",
    "add_section",
    " ",
    "posting",
    "excel",
    "word",
)
"""Names of actions; "" is a line, " " takes the free room."""

PRIMARY = "word"


def make_actions(window: QWidget, tree: QWidget) -> dict[str, QAction]:
    """The actions, connected to the slots of the window and of what it holds."""
    made = {}
    for each in ACTIONS:
        action = QAction(_(each.text), window)
        action.setObjectName(each.name)
        if each.icon:
            action.setIcon(icon(each.icon))
        if each.short:
            action.setIconText(_(each.short))
        action.setCheckable(each.checkable)
        keys = [QKeySequence(key) for key in each.keys]
        if each.scope == "focus":
            action.setText(f"{action.text()}\t{keys[0].toString(QKeySequence.SequenceFormat.NativeText)}")
        else:
            action.setShortcuts(keys)
        action.setToolTip(tip_of(action, action.iconText()))
        if each.scope == "tree":
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            tree.addAction(action)
        if each.slot:
            signal = action.toggled if each.checkable else action.triggered
            signal.connect(attrgetter(each.slot)(window))
        made[each.name] = action
    return made


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction], submenus: Mapping[str, QMenu]) -> dict[Menu, QMenu]:
    """One menu for each of MENUS; an action that has a submenu opens it."""
    menus = {name: bar.addMenu(_(title)) for name, title in MENUS.items()}
    for each in ACTIONS:
        menu, action = menus[each.menu], actions[each.name]
        if each.gap:
            menu.addSeparator()
        if each.name in submenus:
            action.setMenu(submenus[each.name])
        menu.addAction(action)
    return menus


def fill_toolbar(bar: QToolBar, actions: Mapping[str, QAction], submenus: Mapping[str, QMenu]) -> None:
    """The buttons of TOOLBAR: with words where the table has short ones."""
    table = {each.name: each for each in ACTIONS}
    for name in TOOLBAR:
        if not name:
            bar.addSeparator()
        elif name == " ":
            room = QWidget()
            room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            bar.addWidget(room)
        elif name == PRIMARY:
            bar.addWidget(_primary_button(actions[name], table[name].icon))
        else:
            bar.addWidget(_button(actions[name], table[name].short, has_menu=name in submenus))


def enable(actions: Mapping[str, QAction], *, has_project: bool, offered: Iterable[str]) -> None:
    """Grey out what cannot be done now: without a project, or at the current row of the outline."""
    possible = set(offered)
    for each in ACTIONS:
        at_row = each.menu != "outline" or each.name in possible
        actions[each.name].setEnabled((has_project or not each.needs_project) and at_row)


def tip_of(action: QAction, words: str) -> str:
    """What a button's tooltip says: the words and the shortcut."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{words} ({key})" if key else words


def _button(action: QAction, short: str, *, has_menu: bool) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if short:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    if has_menu:
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = action.menu()
        if isinstance(menu, QMenu):  # while a menu is open, Qt misses that the mouse left its button
            menu.aboutToHide.connect(partial(button.setAttribute, Qt.WidgetAttribute.WA_UnderMouse, False))  # noqa: FBT003
            menu.aboutToHide.connect(button.update)
    return button


def _primary_button(action: QAction, icon_name: str) -> QToolButton:
    """The one coloured button: its icon is not the menu's, so it follows the action by itself."""
    button = QToolButton()
    button.setObjectName("primary")
    button.setIcon(icon(icon_name, "on_accent"))
    button.setText(action.iconText())
    button.setToolTip(action.toolTip())
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button
