"""The KPI editor: weights against 100 %, the table, and below it how the current KPI is scored or what it says in full."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.icons import icon
from jdstudio.gui.item_page import TOOLS, ItemPage
from jdstudio.gui.kpi_drop import KpiDrop
from jdstudio.gui.score_panel import ScorePanel
from jdstudio.gui.sheet import Sheet
from jdstudio.i18n import _
from jdstudio.model.kinds import Kpi
from jdstudio.model.place import Place

ROOM_FOR_BOTH = 430
"""So high, in pixels, the page must be to hold the table and what stands below it."""


class KpiPage(ItemPage):
    """One section's KPIs.

    `library_wanted` says what for: "open", "update", "keep", or "drop" with the ids of KPIs and the row they go before.
    """

    library_wanted = Signal(str, object, int)

    LOWER = 190

    def __init__(self, layouts: Layouts, parent: QWidget | None = None) -> None:
        self.score = ScorePanel()
        self.pages = QStackedWidget()
        self.tabs = QButtonGroup()
        self.tabs.setExclusive(False)
        self._is_chosen = False
        super().__init__(layouts, parent)
        self.drop = KpiDrop(self.view)
        self.drop.dropped.connect(partial(self.library_wanted.emit, "drop"))
        self.hint = QPushButton(
            icon("library"), _("Start from the KPI library: definition, formula and source come along")
        )
        self.hint.setObjectName("row")
        self.hint.clicked.connect(partial(self._want, "open"))
        down = self.upper.layout()
        assert isinstance(down, QVBoxLayout)  # noqa: S101  the page made it so
        down.insertWidget(0, self.hint)

    def _make_details(self) -> QWidget:
        self.pages.addWidget(self.score)
        self.pages.addWidget(super()._make_details())
        return self.pages

    def _make_tools(self) -> QHBoxLayout:
        """The tabs of what stands below the table share the line of its tools: on a small screen every row counts."""
        across = super()._make_tools()
        tabs = QHBoxLayout()
        tabs.setContentsMargins(12, 0, 0, 0)
        tabs.setSpacing(4)
        for at, words in enumerate((_("Scoring"), _("Definition"))):
            tab = QToolButton()
            tab.setText(words)
            tab.setCheckable(True)
            tab.setChecked(at == 0)
            tab.setToolTip(_("Click to open, click again to fold away"))
            tab.setObjectName("chip")
            self.tabs.addButton(tab, at)
            tabs.addWidget(tab)
        self.tabs.idClicked.connect(self._on_tab)
        across.insertLayout(len(TOOLS), tabs)
        across.insertWidget(across.indexOf(self.add_column), self._make_library())
        self.choose_columns.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)  # the line is full
        self.choose_columns.setToolTip(self.choose_columns.text())
        return across

    def _make_library(self) -> QToolButton:
        """The button that leads to the library and back from it."""
        button = QToolButton()
        button.setText(_("KPI library") + " ▾")
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        button.setIcon(icon("library"))
        button.setObjectName("tool")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        menu = QMenu(button)
        for words, what in (
            (_("Add from the library…\tCtrl+L"), "open"),
            (_("Save this KPI to my library"), "keep"),
            (_("Update from the library…"), "update"),
        ):
            menu.addAction(words).triggered.connect(partial(self._want, what))
        button.setMenu(menu)
        return button

    def _want(self, what: str) -> None:
        self.library_wanted.emit(what, (), 0)

    def select(self, place: Place) -> None:
        if place.item and place.field in self.view.hidden_fields():
            self._open(1)
        super().select(place)

    def minimumSizeHint(self) -> QSize:
        """Without what folds by itself."""
        least = super().minimumSizeHint()
        if self._is_chosen or self.pages.isHidden():
            return least
        return least - QSize(0, self.split.minimumSizeHint().height() - self.upper.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Until a person chooses, the table has a low window to itself."""
        super().resizeEvent(event)
        if not self._is_chosen:
            self._open(self.pages.currentIndex() if self.height() >= ROOM_FOR_BOTH else None)

    def _wanted_below(self) -> int:
        return super()._wanted_below() if self.pages.currentIndex() == 1 else self.LOWER

    def _on_tab(self, at: int) -> None:
        self._is_chosen = True
        folds = not self.pages.isHidden() and self.pages.currentIndex() == at
        self._open(None if folds else at)

    def _open(self, at: int | None) -> None:
        """Show one of the pages below the table, or none."""
        if at is not None:
            self.pages.setCurrentIndex(at)
            self._share_height()
        self.pages.setHidden(at is None)
        for tab in self.tabs.buttons():
            tab.setChecked(self.tabs.id(tab) == at)

    def _offer_details(self, title: str | None) -> None:
        self.details.setEnabled(title is not None)
        self.details_title.show_text(title or _("Choose a KPI in the table."))

    def _show_lower(self, sheet: Sheet | None, row: int) -> None:
        items = sheet.items if sheet else ()
        kpis = tuple(item for item in items if isinstance(item, Kpi))
        self.hint.setVisible(not kpis)
        self.score.show_kpis(kpis, kpis[row].id if 0 <= row < len(kpis) else "")
