"""The window's colours by role, light and dark, and how they reach Qt; nothing else in gui/ names a colour."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from jdstudio.resources import resource

Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Colours:
    window: str
    surface: str
    surface_soft: str
    line: str
    text: str
    text_soft: str
    disabled: str
    accent: str
    accent_soft: str
    accent_strong: str  # the accent under the mouse
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    desk: str  # around the paper
    series: tuple[str, ...]  # segments of the weight bar


LIGHT = Colours(
    window="#F4F5F8",
    surface="#FFFFFF",
    surface_soft="#F8F9FB",
    line="#E3E7ED",
    text="#1F2933",
    text_soft="#5B6B7B",
    disabled="#B4BDC8",
    accent="#2F6FED",
    accent_soft="#DCE8FD",
    accent_strong="#2459C8",
    on_accent="#FFFFFF",
    good="#0B7A53",
    good_soft="#E1F4EC",
    warn="#B45309",
    warn_soft="#FDF0DC",
    bad="#C0283B",
    bad_soft="#FCE6E9",
    desk="#E6EAF0",
    series=("#2F6FED", "#12A188", "#8B5CF6", "#E08A1B", "#D6457A", "#5B6B7B", "#3AA0DC", "#6BA539"),
)
DARK = Colours(
    window="#1B1F26",
    surface="#232830",
    surface_soft="#2A303A",
    line="#3A424E",
    text="#E6EAF0",
    text_soft="#9AA7B5",
    disabled="#667181",
    accent="#5B8DEF",
    accent_soft="#2B3B5A",
    accent_strong="#7AA4F3",
    on_accent="#FFFFFF",
    good="#4CC38A",
    good_soft="#1E3A2F",
    warn="#E3A04B",
    warn_soft="#40321D",
    bad="#F0697A",
    bad_soft="#44232A",
    desk="#14171C",
    series=("#5B8DEF", "#2BB89D", "#A58BFA", "#E3A04B", "#E46C98", "#8796A6", "#5FB6E6", "#8CC152"),
)


_current = LIGHT


def colours() -> Colours:
    """The colours of the theme in use."""
    return _current


def apply(theme: Theme) -> None:
    """Put the theme on the whole application; "system" follows what the desktop says, light where it says nothing."""
    global _current  # noqa: PLW0603  one process, one look
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
    hints = QApplication.styleHints()
    hints.setColorScheme(schemes[theme])
    dark = theme == "dark" or (theme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _current = DARK if dark else LIGHT
    if QApplication.style().name() != "fusion":
        QApplication.setStyle(QStyleFactory.create("Fusion"))
    QApplication.setPalette(_palette(_current))
    if isinstance(app := QApplication.instance(), QApplication):
        app.setStyleSheet(Template(_SHEET).substitute(asdict(_current), arrow=resource(_ARROW).as_posix()))


def _palette(look: Colours) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.surface_soft,
        role.Text: look.text,
        role.PlaceholderText: look.text_soft,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.BrightText: look.on_accent,
        role.ToolTipBase: look.surface,
        role.ToolTipText: look.text,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Light: look.surface,
        role.Midlight: look.line,
        role.Mid: look.line,
        role.Dark: look.disabled,
        role.Shadow: look.line,
    }
    palette = QPalette()
    for each, colour in roles.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(look.disabled))
    return palette


_ARROW = "styles/window/down.svg"  # in a grey that reads on light and dark: a style sheet cannot colour a picture

# What a palette cannot do: room inside buttons and menus, round corners, slim scroll bars, the line of a splitter.
_SHEET = """
QToolBar { background: $surface; border: 0; border-bottom: 1px solid $line; padding: 5px 8px; spacing: 2px; }
QToolBar::separator { background: $line; width: 1px; margin: 6px 7px; }
QToolBar QToolButton { border: 0; border-radius: 6px; padding: 5px 7px; color: $text; }
QToolBar QToolButton:hover { background: $window; }
QToolBar QToolButton:pressed, QToolBar QToolButton:checked { background: $accent_soft; }
QToolBar QToolButton:disabled { color: $disabled; }
QToolBar QToolButton::menu-indicator { image: none; }
QToolBar QToolButton#primary { background: $accent; color: $on_accent; font-weight: 600; padding: 7px 14px; }
QToolBar QToolButton#primary:hover { background: $accent_strong; }
QToolBar QToolButton#primary:disabled { background: $accent_soft; color: $disabled; }
QPushButton { background: $surface; border: 1px solid $line; border-radius: 6px; padding: 6px 14px; color: $text; }
QPushButton:hover { background: $surface_soft; border-color: $disabled; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; }
QPushButton:default { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton:default:hover { background: $accent_strong; }
QPushButton:default:disabled { background: $accent_soft; border-color: $accent_soft; color: $disabled; }
QPushButton#row { border-color: transparent; background: transparent; text-align: left; padding: 7px 10px; }
QPushButton#row:hover { background: $accent_soft; }
QTreeView { show-decoration-selected: 0; }
QMenuBar { background: $surface; padding: 1px 6px; border: 0; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_soft; color: $text; }
QMenu { background: $surface; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 8px; border-radius: 5px; color: $text; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QStatusBar { background: $surface; border-top: 1px solid $line; color: $text_soft; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $text_soft; padding: 2px 8px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QDialog QLineEdit { background: $surface; border: 1px solid $line; border-radius: 6px; padding: 6px 8px; }
QDialog QLineEdit:focus { border-color: $accent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialog QComboBox { background: $surface; border: 1px solid $line; border-radius: 6px; padding: 6px 8px; color: $text; }
QDialog QComboBox:hover { border-color: $disabled; }
QDialog QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QLabel#qt_msgbox_label, QLabel#qt_msgbox_informativelabel { min-width: 380px; }
QLabel#qt_msgbox_label { font-weight: 600; }
QDialog QListWidget { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 4px; outline: 0; }
QDialog QListWidget::item { border-radius: 5px; padding: 0 8px; color: $text; }
QDialog QListWidget::item:hover { background: $window; }
QDialog QListWidget::item:selected { background: $accent_soft; color: $text; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 6px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $disabled; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_soft; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
