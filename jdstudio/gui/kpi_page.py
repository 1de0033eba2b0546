"""The KPI editor: weights against 100 %, the table, and below it how the current KPI is scored or what it says in full."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.item_page import ItemPage
from jdstudio.gui.score_panel import ScorePanel
from jdstudio.gui.sheet import Sheet
from jdstudio.i18n import _
from jdstudio.model.kinds import Kpi
from jdstudio.model.place import Place


class KpiPage(ItemPage):
    """One section's KPIs."""

    LOWER = 220

    def __init__(self, layouts: Layouts, parent: QWidget | None = None) -> None:
        self.score = ScorePanel()
        self.pages = QStackedWidget()
        self.tabs = QButtonGroup()
        super().__init__(layouts, parent)

    def _make_details(self) -> QWidget:
        card = super()._make_details()
        self.pages.addWidget(self.score)
        self.pages.addWidget(card)
        across = QHBoxLayout()
        across.setSpacing(4)
        for at, words in enumerate((_("Scoring"), _("Definition and details"))):
            tab = QToolButton()
            tab.setText(words)
            tab.setCheckable(True)
            tab.setChecked(at == 0)
            tab.setObjectName("chip")
            self.tabs.addButton(tab, at)
            across.addWidget(tab)
        across.addStretch(1)
        self.tabs.idClicked.connect(self.pages.setCurrentIndex)
        lower = QWidget()
        down = QVBoxLayout(lower)
        down.setContentsMargins(0, 2, 0, 0)
        down.setSpacing(6)
        down.addLayout(across)
        down.addWidget(self.pages, 1)
        return lower

    def select(self, place: Place) -> None:
        if place.item and place.field in self.view.hidden_fields():
            self.tabs.button(1).click()
        super().select(place)

    def _offer_details(self, title: str | None) -> None:
        self.details.setEnabled(title is not None)
        self.details_title.setText(title or _("Choose a KPI in the table."))

    def _show_lower(self, sheet: Sheet | None, row: int) -> None:
        items = sheet.items if sheet else ()
        kpis = tuple(item for item in items if isinstance(item, Kpi))
        self.score.show_kpis(kpis, kpis[row].id if 0 <= row < len(kpis) else "")
