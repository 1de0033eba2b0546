"""What the window shows while no project is open: start from a role, open, go on with a recent one, try a sample."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jdstudio.gui.icons import icon
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import _

WIDTH = 800
ROW_PAD = 16
_TITLE = re.compile(rb'"title": ("(?:[^"\\\\]|\\\\.)*")')


class Welcome(QScrollArea):
    """The page; the window does what its signals ask for."""

    new_wanted = Signal()
    open_wanted = Signal()
    file_wanted = Signal(object)  # Path
    sample_wanted = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._recent = QVBoxLayout()
        self._samples = QVBoxLayout()
        page = QWidget()
        self.setWidget(page)
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        centre = QHBoxLayout(page)
        centre.addStretch(1)
        centre.addWidget(column, 10)
        centre.addStretch(1)
        self._lay_out(column)

    def show_files(self, recent: Sequence[str], samples: Sequence[Path]) -> None:
        """List the projects opened lately, and the samples."""
        _clear(self._recent)
        _clear(self._samples)
        for name in recent[:6]:
            self._add_row(self._recent, Path(name), "recent", self.file_wanted)
        if not recent:
            self._recent.addWidget(_soft(_("Projects you open appear here.")))
        for sample in samples:
            self._add_row(self._samples, sample, "sample", self.sample_wanted)
        self._recent.addStretch(1)
        self._samples.addStretch(1)

    def _add_row(self, rows: QVBoxLayout, path: Path, name: str, wanted: SignalInstance) -> None:
        row = _FileRow(path, name)
        row.chosen.connect(wanted)
        rows.addWidget(row)

    def _lay_out(self, column: QWidget) -> None:
        title = QLabel("JD Studio")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 2.2)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        new = _Card("add-position", _("New project"), _("Start from a role and a structure"), primary=True)
        new.clicked.connect(self.new_wanted)
        open_ = _Card("open", _("Open…"), _("A project on this computer; or drop it here"))
        open_.clicked.connect(self.open_wanted)
        grid = QGridLayout()
        grid.setSpacing(20)
        grid.addWidget(new, 0, 0)
        grid.addWidget(open_, 0, 1)
        grid.addLayout(_titled(_("Recent"), self._recent), 1, 0)
        grid.addLayout(_titled(_("Samples"), self._samples), 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        body = QVBoxLayout(column)
        body.setContentsMargins(24, 72, 24, 24)
        body.setSpacing(6)
        body.addWidget(title)
        body.addWidget(
            _soft(_("Job descriptions, postings and KPI sheets from one file. Nothing leaves this computer."))
        )
        body.addSpacing(28)
        body.addLayout(grid)
        body.addStretch(1)


class _Card(QPushButton):
    """A large button with a line of explanation."""

    def __init__(self, name: str, title: str, words: str, *, primary: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(84)
        self.setDefault(primary)
        picture = QLabel()
        picture.setPixmap(icon(name, "on_accent" if primary else "accent").pixmap(QSize(30, 30)))
        head = QLabel(title)
        font = head.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setWeight(QFont.Weight.DemiBold)
        head.setFont(font)
        words_label = QLabel(words)
        words_label.setWordWrap(True)
        if primary:
            for label in (head, words_label):
                label.setForegroundRole(QPalette.ColorRole.BrightText)
        else:
            words_label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        texts.addWidget(head)
        texts.addWidget(words_label)
        texts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 18, 10)
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(texts, 1)
        for label in (picture, head, words_label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class _FileRow(QPushButton):
    """A project to open, with its folder in the tooltip."""

    chosen = Signal(object)  # Path

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(icon(name), "")
        self._path = path
        self._words = f"{_title_in(path)}  ·  {path.name}"
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long name widens no column
        self.setObjectName("row")
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(str(path)))
        self.clicked.connect(self._choose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.iconSize().width() - 2 * ROW_PAD
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    def _choose(self) -> None:
        self.chosen.emit(self._path)


def _title_in(path: Path) -> str:
    """The title a project file begins with; its name where it cannot be read so simply."""
    try:
        with path.open("rb") as file:
            found = _TITLE.search(file.read(2000))
            return str(json.loads(found[1])) or path.stem if found else path.stem
    except (OSError, ValueError):
        return path.stem


def _titled(title: str, below: QVBoxLayout) -> QVBoxLayout:
    head = QLabel(title)
    font = head.font()
    font.setWeight(QFont.Weight.DemiBold)
    head.setFont(font)
    box = QVBoxLayout()
    box.setSpacing(6)
    box.addWidget(head)
    box.addLayout(below)
    below.setSpacing(2)
    return box


def _soft(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _clear(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.deleteLater()
