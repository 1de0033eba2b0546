"""The collaboration matrix: the table of matters and departments, and the current cell in full below it."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from jdstudio.errors import EditError
from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.icons import icon
from jdstudio.gui.item_page import ItemPage
from jdstudio.gui.matrix_view import Departments, MatrixView
from jdstudio.gui.own_columns import OwnColumns
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model import matrix
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import Part
from jdstudio.model.matrix import CONTENT, DEPARTMENTS
from jdstudio.model.place import Place
from jdstudio.model.values import parse_value
from jdstudio.store import Store


class MatrixPage(ItemPage):
    """One matrix. Each cell is a part with fields of its own; typing in an empty cell or in its form makes one."""

    view: MatrixView

    def __init__(self, layouts: Layouts) -> None:
        super().__init__(layouts)
        self.details.show_fields({name: fields_of(Part)[name] for name in CONTENT}, "matrix")
        self._departments.said.connect(self._say)

    def _lay_out(self) -> None:
        super()._lay_out()
        self.start = QToolButton()
        self.start.setText(_("Begin with the usual departments: {names}").format(names=_usual_names()))
        self.start.setIcon(icon("matrix"))
        self.start.setObjectName("tool")
        self.start.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.start.clicked.connect(self._departments.add_usual)
        body = self.layout()
        if isinstance(body, QVBoxLayout):
            body.insertWidget(0, self.start)

    @property
    def _departments(self) -> Departments:
        return cast("Departments", self.own_columns)

    def _make_view(self, layouts: Layouts) -> MatrixView:
        return MatrixView(layouts)

    def _make_columns(self) -> OwnColumns:
        return Departments(self.view)

    def _make_tools(self) -> QHBoxLayout:
        across = super()._make_tools()
        self.add_column.setText(_("Add department"))
        self.add_column.clicked.disconnect()
        menu = QMenu(self.add_column)
        menu.aboutToShow.connect(partial(self._offer_departments, menu))
        self.add_column.setMenu(menu)
        self.add_column.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_column.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return across

    def _offer_departments(self, menu: QMenu) -> None:
        menu.clear()
        self._departments.offer(menu)

    # --- what is shown ---

    def show_section(self, store: Store, place: Place) -> None:
        super().show_section(store, place)
        if not place.item and self.view.table.grid.rows:
            self.view.go(0, min(1, len(self.view.table.grid.departments)))
            self._show_item()

    def select(self, place: Place) -> None:
        """Make the cell current that shows a field of a part; what only the form shows gets the focus there."""
        if place.item:
            self.view.select(place.item, place.field)
            self._show_item()
            if place.field in ("raci", "information", "resources"):
                self.details.focus(place.field)

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()

    # --- the current cell in full ---

    def _show_item(self) -> None:
        """Show all fields of the current cell, also of an empty one."""
        table, index = self.view.table, self.view.currentIndex()
        row, department = table.row(index.row()), table.department(index.column())
        self.start.setVisible(not table.grid.departments)
        self.details.setEnabled(row is not None and department is not None)
        self._offer_details(_("Choose the cell of a department.") if table.grid.departments else None)
        if row and department is not None:
            names = (row.title or "—", department or _("(no department)"))
            self._offer_details("  ×  ".join(names))
        part = self.view.current_part
        raci = fields_of(Part)["raci"]
        language = interface_language()
        shown = {name: getattr(part, name) if part else "" for name in CONTENT}
        shown["raci"] = raci.choice(shown["raci"], language) if shown["raci"] else ""
        self.details.show_values(shown, {"raci": [raci.choice(choice.value, language) for choice in raci.choices]})

        self._show_marks()

    def _show_marks(self) -> None:
        part, project = self.view.current_part or Part(""), self.view.table.project
        self.details.show_examples(part.examples)
        if project:
            self.details.show_stale(part, project.language)

    def _on_detail(self, name: str, text: str) -> None:
        table, index = self.view.table, self.view.currentIndex()
        sheet, cells = table.sheet, table.named([(index.row(), index.column())])
        if sheet is None or self._store is None or not cells:
            return
        field = fields_of(Part)[name]
        try:
            value = parse_value(field, text) if text.strip() or field.input == "text" else ""
        except EditError as error:
            self.problem.emit(_("{field}: {why}").format(field=field.label(interface_language()), why=error))
            self._show_item()
            return
        self._store.commit(
            matrix.set_cells(self._store.project, sheet.place, table.section, cells, {name: value}),
            N_("Edit cell"),
            place=table.place_of(index.row(), index.column(), name),
            merge_key=f"{sheet.place.section}.{cells[0]}.{name}",
            origin=self.details,
        )

    def _on_detail_focus(self, name: str) -> None:
        index = self.view.currentIndex()
        place = self.view.table.place_of(index.row(), index.column(), name)
        if place.item:
            self.place_selected.emit(place)


def _usual_names() -> str:
    """The first of the usual departments, as an example of them."""
    chinese = interface_language() == "zh"
    names = [zh if chinese else en for zh, en in DEPARTMENTS[:3]]
    return ("、" if chinese else ", ").join(names) + " …"
