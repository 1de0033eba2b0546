"""The body of a section of items: its shares against 100 % where it has any, its table, and one item in full."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jdstudio.errors import EditError
from jdstudio.gui.budget_line import BudgetLine
from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.elided import ElidedLabel
from jdstudio.gui.form import FieldForm
from jdstudio.gui.icons import icon
from jdstudio.gui.initiatives import Initiatives
from jdstudio.gui.item_view import ItemView
from jdstudio.gui.own_columns import OwnColumns
from jdstudio.gui.score_panel import set_level, soft_label
from jdstudio.gui.sheet import Sheet, balanced, share_field, sharing
from jdstudio.gui.weight_bar import FULL, Part, WeightBar, total_of, total_words
from jdstudio.gui.workload_panel import WorkloadLines
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model.edits import set_values
from jdstudio.model.kinds import Table, kind_of, value_of
from jdstudio.model.place import Place
from jdstudio.model.values import main_text, show_number
from jdstudio.store import Change, Store

TOOLS = ("below", "duplicate", "up", "down", "delete")
"""The actions of the table that have a button under it."""


class ItemPage(QWidget):
    """One section's items. `head` goes beside the section's title: the total and the button that balances it."""

    place_selected = Signal(object)
    place_wanted = Signal(object)
    problem = Signal(str)

    LOWER = 150
    """The least height, in pixels, of what stands below the table."""

    MOST_BELOW = 0.38
    """The most of the height that goes below the table by itself: the rows come first."""

    def __init__(self, layouts: Layouts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self.view = self._make_view(layouts)
        self.own_columns = self._make_columns()
        self.badge = soft_label(name="badge")
        self.balance = QPushButton(icon("balance"), _("Bring to 100 %"))
        self.balance.setObjectName("small")
        self.balance.setToolTip(_("Bring the total to 100 % in whole points, in proportion"))
        self.balance.clicked.connect(self.bring_to_full)
        self.head = QWidget()
        across = QHBoxLayout(self.head)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.badge)
        across.addWidget(self.balance)
        self.bar = WeightBar()
        self.note = soft_label()
        self.note.setWordWrap(True)
        self.workload = WorkloadLines()
        self.budget = BudgetLine()
        self.initiatives = Initiatives()
        self.details = FieldForm(wide_texts=False)
        self.details_area = QScrollArea()
        self.details_card = QFrame()
        self.details_title = ElidedLabel()
        self.details_title.setObjectName("strong")
        self.below: QWidget = self._make_details()
        self._lay_out()
        self._connect()

    def _make_view(self, layouts: Layouts) -> ItemView:
        return ItemView(layouts)

    def _make_columns(self) -> OwnColumns:
        return OwnColumns(self.view)

    def _make_details(self) -> QWidget:
        self.details_card.setObjectName("card")
        down = QVBoxLayout(self.details_card)
        down.setContentsMargins(16, 12, 16, 14)
        down.setSpacing(8)
        down.addWidget(self.details_title)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.details)
        inside.addStretch(1)
        area = self.details_area
        area.setObjectName("inner")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        down.addWidget(area, 1)
        return self.details_card

    def _lay_out(self) -> None:
        self.upper = QWidget()
        down = QVBoxLayout(self.upper)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addWidget(self.view, 1)
        down.addWidget(self.budget)
        down.addLayout(self._make_tools())
        down.addWidget(self.initiatives)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(8)
        self.split.addWidget(self.upper)
        self.split.addWidget(self.below)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.splitterMoved.connect(self._on_dragged)
        self._is_dragged = False
        self._share_soon = QTimer(self, interval=0, singleShot=True)
        self._share_soon.timeout.connect(self._share_height)
        self.view.setMinimumHeight(150)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self.bar)
        body.addWidget(self.note)
        body.addWidget(self.workload)
        body.addWidget(self.split, 1)

    def _make_tools(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(2)
        for name in TOOLS:
            button = QToolButton()
            button.setDefaultAction(self.view.cell_actions.named(name))
            button.setObjectName("tool")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            across.addWidget(button)
        across.addWidget(self.initiatives.button)
        across.addStretch(1)
        self.add_column = QToolButton()
        self.add_column.setText(_("Add column"))
        self.add_column.setIcon(icon("add"))
        self.add_column.clicked.connect(self.own_columns.add)
        self.choose_columns = QToolButton()
        self.choose_columns.setText(_("Columns"))
        self.choose_columns.setIcon(icon("table"))
        self.choose_columns.clicked.connect(self._on_choose_columns)
        for button in (self.add_column, self.choose_columns):
            button.setObjectName("tool")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            across.addWidget(button)
        return across

    def _connect(self) -> None:
        self.view.place_selected.connect(self._on_place)
        self.view.problem.connect(self.problem)
        self.view.columns_chosen.connect(self._show_item)
        self.bar.picked.connect(self._on_picked)
        self.workload.problem.connect(self.problem)
        self.workload.wanted.connect(self.place_wanted)
        self.initiatives.wanted.connect(self.place_wanted)
        self.initiatives.problem.connect(self.problem)
        self.bar.hovered.connect(self.view.mark_row)
        self.details.edited.connect(self._on_detail)
        self.details.focused.connect(self._on_detail_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _on_dragged(self) -> None:
        self._is_dragged = True

    def _share_height(self) -> None:
        """Until a person drags the line between them, what stands below the table has as much as it needs, not more."""
        whole = self.split.height()
        lower = max(self.LOWER, min(self._wanted_below(), round(whole * self.MOST_BELOW)))
        if not self._is_dragged and whole:
            self.split.setSizes([whole - lower, lower])

    def _wanted_below(self) -> int:
        """How high the form of the current item would like to be, with its title."""
        return self.details.sizeHint().height() + self.details_title.sizeHint().height() + 44

    # --- what is shown ---

    def show_section(self, store: Store, place: Place) -> None:
        """Show the section at a place and the item it names."""
        self._store = store
        self.view.show_section(store, place)
        sheet = self.view.table.sheet
        own = sheet is not None and isinstance(sheet.section, Table)
        self.add_column.setVisible(own)
        self.choose_columns.setVisible(not own and sheet is not None and any(f.under for f in sheet.fields.values()))
        self.note.hide()
        self.workload.show_place(store, place)
        self.details_area.verticalScrollBar().setValue(0)
        self.select(place)
        if not place.item and sheet and sheet.items:
            self.view.select(sheet.items[0].id)
        self._refresh()

    def select(self, place: Place) -> None:
        """Make the cell of a place current; a field that the table does not show gets the focus below it."""
        if not place.item:
            return
        self.view.select(place.item, place.field)
        self._show_item()
        self._mark_share()
        if place.field in self.view.hidden_fields():
            self.details.focus(place.field)

    def on_change(self, change: Change) -> None:
        self.view.on_change(change)
        if change.origin is not self.balance:
            self.note.hide()
        self.initiatives.hide()
        self.workload.on_change(change)
        self._show_shares()
        self._show_lines()
        if change.origin is not self.details:
            self._show_item()
        else:
            self._show_marks()

    def commit_pending(self) -> None:
        self.view.commit_pending()

    def _refresh(self) -> None:
        self._show_shares()
        self._show_item()

    def _on_place(self, place: Place) -> None:
        self._show_item()
        self._mark_share()
        self.place_selected.emit(place)

    # --- shares ---

    @property
    def _shares(self) -> tuple[Sheet, str] | None:
        sheet = self.view.table.sheet
        name = share_field(sheet) if sheet else None
        return (sheet, name) if sheet and name else None

    def _show_shares(self) -> None:
        shares = self._shares
        any_items = shares is not None and bool(sharing(shares[0]))
        for widget in (self.bar, self.badge, self.balance):
            widget.setVisible(any_items)
        if shares is None or not any_items:
            return
        sheet, name = shares
        parts = tuple(Part(item.id, main_text(item, sheet.section), value_of(item, name)) for item in sharing(sheet))
        self.bar.show_parts(parts)
        total = total_of(parts)
        words, level = total_words(sheet.fields[name].label(sheet.language), total)
        self.badge.setText(words)
        set_level(self.badge, level)
        self.balance.setVisible(total != FULL)
        self._mark_share()

    def _mark_share(self) -> None:
        self.bar.show_current(self.view.current_item)

    def _on_picked(self, item_id: str) -> None:
        if shares := self._shares:
            self.view.select(item_id, shares[1])
            self.view.setFocus()
            self._on_place(Place(shares[0].place.position, shares[0].place.section, item_id, shares[1]))

    def bring_to_full(self) -> None:
        """Bring the shares to 100 % by largest remainder, as one step, and say what that changed."""
        self.commit_pending()
        shares = self._shares
        if shares is None or self._store is None:
            return
        try:
            done = balanced(*shares)
        except EditError as error:
            self.problem.emit(str(error))
            return
        self._store.commit(done.project, N_("Bring to 100 %"), place=shares[0].place, origin=self.balance)
        changes = [f"{name or '—'} {show_number(old) or 0}→{show_number(new)}%" for name, old, new in done.changes]
        self.note.setText(_("Changed: {changes}").format(changes="  ·  ".join(changes)))
        self.note.setVisible(bool(changes))

    # --- the item in full ---

    def _show_item(self) -> None:
        """Show the fields of the current item that have no column."""
        sheet = self.view.table.sheet
        row = self.view.currentIndex().row()
        hidden = self.view.hidden_fields()
        self._show_lower(sheet, row)
        self._show_lines()
        if sheet is None or not hidden or not 0 <= row < len(sheet.items):
            self._offer_details(None)
            return
        item = sheet.items[row]
        label = sheet.labels.get(item.id, str(row + 1))
        self._offer_details(f"{label}  {' '.join(main_text(item, sheet.section).split())}")
        self.details.show_fields({name: sheet.fields[name] for name in hidden}, kind_of(sheet.section))
        self._share_soon.start()  # new fields have no size before they are shown
        choices: dict[str, list[str]] = {}
        for name in hidden:
            field = sheet.fields[name]
            if field.input == "choice":
                choices[name] = [field.choice(choice.value, interface_language()) for choice in field.choices]
            elif field.input == "reference":
                choices[name] = [f"{target.label}  {target.text}" for target in sheet.targets(name)]
        self.details.show_values({name: sheet.typed(item, name) for name in hidden}, choices)
        self._show_marks()

    def _show_marks(self) -> None:
        """Mark the fields of the current item that hold example values, or are out of date in one language."""
        sheet = self.view.table.sheet
        if sheet and (item := self.view.table.item(self.view.currentIndex().row())):
            self.details.show_examples(item.examples)
            self.details.show_stale(item, sheet.project.language)

    def _show_lines(self) -> None:
        """What some kinds say below their table."""
        sheet, row = self.view.table.sheet, self.view.currentIndex().row()
        self.budget.show_sheet(sheet, row)
        self.initiatives.show_goal(self._store, sheet, row)

    def _offer_details(self, title: str | None) -> None:
        """Show the card with the current item's further fields under a title, or none."""
        self.details_card.setVisible(title is not None)
        self.details_title.show_text(title or "")

    def _show_lower(self, sheet: Sheet | None, row: int) -> None:
        """A place for pages with more below the table."""

    def _on_detail(self, name: str, text: str) -> None:
        sheet, item_id = self.view.table.sheet, self.view.current_item
        if sheet is None or self._store is None or not item_id:
            return
        try:
            value = sheet.parse(name, text)
        except EditError as error:
            self.problem.emit(_("{field}: {why}").format(field=sheet.fields[name].label(sheet.language), why=error))
            self._show_item()
            return
        place = Place(sheet.place.position, sheet.place.section, item_id, name)
        self._store.commit(
            set_values(sheet.project, sheet.place, {(item_id, name): value}),
            N_("Edit cell"),
            place=place,
            merge_key=f"{item_id}.{name}",
            origin=self.details,
        )

    def _on_detail_focus(self, name: str) -> None:
        sheet = self.view.table.sheet
        if sheet and self.view.current_item:
            place = sheet.place
            self.place_selected.emit(Place(place.position, place.section, self.view.current_item, name))

    def _on_choose_columns(self) -> None:
        menu = self.view.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.choose_columns.mapToGlobal(self.choose_columns.rect().bottomLeft()))
