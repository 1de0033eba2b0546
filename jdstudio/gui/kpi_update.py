"""Shows what differs between rows of a position and the KPI library, and asks what to take over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from jdstudio.gui.icons import icon
from jdstudio.gui.score_panel import soft_label
from jdstudio.gui.theme import colours
from jdstudio.gui.tips import plain_tip
from jdstudio.gui.tree_sheet import tree_sheet
from jdstudio.i18n import _, interface_language
from jdstudio.library.kpi_compare import LINK, Compared
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import Kpi

_KEY = Qt.ItemDataRole.UserRole
_Unchecked, _Checked = Qt.CheckState.Unchecked, Qt.CheckState.Checked


class KpiUpdate(QDialog):
    """The question. Only what fills a gap is ticked beforehand: nothing of one's own goes without a tick."""

    def __init__(self, compared: Sequence[Compared], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Update from the KPI library"))
        self.setMinimumSize(QSize(640, 360))
        self.resize(860, 520)
        self.about = soft_label()
        self.about.setWordWrap(True)
        self.rows = QTreeWidget()
        self.rows.setHeaderLabels([_("KPI and field"), _("In this position"), _("In the library")])
        self.rows.setAccessibleName(_("What differs"))
        self.rows.setWordWrap(True)
        self.rows.setStyleSheet(tree_sheet())
        self.rows.setRootIsDecorated(False)
        self.rows.setItemsExpandable(False)
        self.rows.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        header = self.rows.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 250)
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton(_("Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(18, 16, 18, 14)
        down.setSpacing(10)
        down.addWidget(self.about)
        down.addWidget(self.rows, 1)
        down.addWidget(self.buttons)
        self._fill(compared)
        self.rows.itemChanged.connect(self._offer)
        self._offer()

    def _fill(self, compared: Sequence[Compared]) -> None:
        for state in ("differs", "unlinked", "gone"):
            for each in compared:
                if each.state == state:
                    self._add(each)
        same = sum(each.state == "same" for each in compared)
        differs = sum(each.state == "differs" for each in compared)
        alike = sum(each.state == "unlinked" for each in compared)
        words = _("Different from the library: {differs}. The same: {same}. Only the same name, not linked: {alike}.")
        stays = _("Tick what to take over. Weights and levels stay as they are.")
        self.about.setText(f"{words.format(differs=differs, same=same, alike=alike)}\n{stays}")
        self.rows.expandAll()

    def _add(self, each: Compared) -> None:
        top = QTreeWidgetItem([each.row.name])
        top.setData(0, _KEY, each.row.id)
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        self.rows.addTopLevelItem(top)
        match each.state:
            case "gone":
                top.setText(2, _("no longer in the library; this position keeps its own"))
                top.setIcon(0, icon("warning", "warn"))
                top.setForeground(2, QColor(colours().text_soft))
                return
            case "unlinked" if each.found:
                self._tick(top, LINK, (_("Link to the library"), _("not linked"), each.found.id), _Unchecked)
        fields, language = fields_of(Kpi), interface_language()
        for it in each.differences:
            field = fields[it.field]
            shown = [field.choice(text, language) if field.choices else text for text in (it.mine, it.library)]
            fills_gap = each.state == "differs" and not it.mine.strip()
            self._tick(top, it.field, (field.label(language), *shown), _Checked if fills_gap else _Unchecked)

    def _tick(self, top: QTreeWidgetItem, name: str, texts: tuple[str, ...], state: Qt.CheckState) -> None:
        row = QTreeWidgetItem([texts[0], *(text or "—" for text in texts[1:])])
        row.setData(0, _KEY, name)
        row.setCheckState(0, state)
        for column in (1, 2):
            row.setToolTip(column, plain_tip(texts[column]))
        top.addChild(row)

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The fields to take over, by the id of their row."""
        tops = [self.rows.topLevelItem(at) for at in range(self.rows.topLevelItemCount())]
        picked = {
            str(top.data(0, _KEY)): tuple(
                str(row.data(0, _KEY))
                for at in range(top.childCount())
                if (row := top.child(at)) and row.checkState(0) == _Checked
            )
            for top in tops
            if top
        }
        return {row: fields for row, fields in picked.items() if fields}

    def _offer(self) -> None:
        self.take.setEnabled(bool(self.chosen()))
