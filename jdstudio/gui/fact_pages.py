"""The pages made of facts: the project with its company and strategy, and a position with its facts."""

from __future__ import annotations

from msgspec.structs import asdict
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from jdstudio.errors import UsageError
from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.elided import ElidedLabel
from jdstudio.gui.examples_line import ExamplesLine, focused_field
from jdstudio.gui.form import FieldForm
from jdstudio.gui.item_page import ItemPage
from jdstudio.gui.score_panel import soft_label
from jdstudio.gui.stale_marks import StaleLine
from jdstudio.gui.structure_name import name_of
from jdstudio.gui.text_edit import LineEdit
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import N_, _, interface_language
from jdstudio.library.help import kind_help
from jdstudio.library.structure import OF_ARTICLE, structure
from jdstudio.model import edits
from jdstudio.model.fields import fields_of
from jdstudio.model.place import Place
from jdstudio.model.project import Company, Facts, Position, Project
from jdstudio.model.translation_edits import set_main_language
from jdstudio.model.walk import position_at
from jdstudio.store import Change, Store

LANGUAGES = (("zh", "中文"), ("en", "English"))


class PositionPage(QWidget):
    """A position's title and facts."""

    place_selected = Signal(object)
    place_wanted = Signal(object)
    structure_wanted = Signal()
    problem = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._store: Store | None = None
        self._place = Place()
        self.structure = QToolButton()
        self.structure.setObjectName("chip")
        self.structure.setToolTip(plain_tip(_("Switch to another structure; nothing is lost")))
        self.structure.clicked.connect(self.structure_wanted)
        self.supplement = soft_label(name="extra")
        self.supplement.setText(_("Supplement"))
        self.supplement.setToolTip(plain_tip(_("The article does not speak of these facts; documents need them")))
        self.trail = ElidedLabel()
        self.trail.setObjectName("soft")
        self.title = LineEdit()
        self.title.setObjectName("title")
        self.title.setPlaceholderText(_("Title of the position"))
        self.stale = StaleLine()
        self.form = FieldForm()
        self.form.show_fields({name: field for name, field in fields_of(Facts).items() if name != "title"}, "facts")
        help_line = soft_label()
        help_line.setText(_("These facts head the documents. Fields marked “internal” never reach a job posting."))
        help_line.setWordWrap(True)
        self.examples = ExamplesLine(self._caret, lambda: [("", focused_field(self.form))])
        down = _column(self)
        down.addWidget(self.trail)
        down.addWidget(self.title)
        down.addLayout(self._make_kind())
        down.addWidget(self.stale)
        down.addWidget(help_line)
        down.addWidget(self.examples)
        down.addWidget(_card(self.form))
        down.addStretch(1)
        self.title.edited.connect(self._on_title)
        self.title.focused.connect(self._on_title_focus)
        self.form.edited.connect(self._on_fact)
        self.form.focused.connect(self._on_focus)
        self.examples.place_wanted.connect(self.place_wanted)
        self.examples.problem.connect(self.problem)
        self.setFocusProxy(self.title)

    def _make_kind(self) -> QHBoxLayout:
        """The line that says which structure the position follows, and that its facts are not of the article."""
        across = QHBoxLayout()
        across.addWidget(self.structure)
        across.addStretch(1)
        across.addWidget(self.supplement)
        return across

    def show_place(self, store: Store, place: Place) -> None:
        """Show a position; a place with a field sets the cursor there."""
        self._store, self._place = store, Place(place.position)
        self._show(store.project)
        self.examples.show_place(store, self._place)
        if place.field == "title":
            self.title.setFocus()
        elif place.field:
            self.form.focus(place.field)

    def on_change(self, change: Change) -> None:
        if position_at(change.before, self._place) is not position_at(change.after, self._place):
            self._show(change.after)
        elif change.before.title != change.after.title:
            self.trail.show_text(change.after.title)
        self.examples.refresh()

    def commit_pending(self) -> None:
        """Every keystroke is already in the store."""

    def _show(self, project: Project) -> None:
        if position := position_at(project, self._place):
            self.trail.show_text(project.title)
            self.title.show_text(position.title)
            self.structure.setText(_("Structure: {name}").format(name=_structure_name(position)))
            self.supplement.setVisible(position.structure in OF_ARTICLE)
            self.form.show_values(asdict(position.facts))
            names = {name: field.label(interface_language()) for name, field in fields_of(Facts).items()}
            self.stale.show_holder(position.facts, names, project.language)
            self.form.show_examples(position.facts.examples)
            self.form.show_stale(position.facts, project.language)

    def _caret(self) -> Place:
        return Place(self._place.position, field=focused_field(self.form))

    def _on_title(self, text: str) -> None:
        self._on_fact("title", text)

    def _on_title_focus(self) -> None:
        self._on_focus("title")

    def _on_fact(self, name: str, text: str) -> None:
        if self._store:
            project = edits.set_fact(self._store.project, self._place.position, name, text)
            place = Place(self._place.position, field=name)
            key = f"{place.position}.{name}"
            self._store.commit(project, N_("Edit facts"), place=place, merge_key=key, origin=self)

    def _on_focus(self, name: str) -> None:
        self.place_selected.emit(Place(self._place.position, field=name))


class ProjectPage(QWidget):
    """The project: its title and language, its company, its strategy."""

    place_selected = Signal(object)
    problem = Signal(str)

    def __init__(self, layouts: Layouts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._store: Store | None = None
        self.title = LineEdit()
        self.title.setObjectName("title")
        self.title.setPlaceholderText(_("Title of the project"))
        self.language = QComboBox()
        self.language.setObjectName("field")
        self.language.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.company = FieldForm()
        self.company.show_fields(fields_of(Company), "company")
        self.strategy_help = soft_label()
        self.strategy_help.setWordWrap(True)
        self.strategy = ItemPage(layouts)
        self.strategy.setMinimumHeight(280)
        self._lay_out()
        self.title.edited.connect(self._on_title)
        self.title.focused.connect(self._on_title_focus)
        self.language.activated.connect(self._on_language)
        self.company.edited.connect(self._on_company)
        self.strategy.place_selected.connect(self.place_selected)
        self.strategy.problem.connect(self.problem)
        self.setFocusProxy(self.title)

    def _lay_out(self) -> None:
        words = QLabel(_("Language of the documents"))
        words.setObjectName("soft")
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self.title, 1)
        across.addWidget(words)
        across.addWidget(self.language)
        down = _column(self)
        down.addLayout(across)
        down.addWidget(_heading(_("Company")))
        down.addWidget(_card(self.company))
        down.addSpacing(8)
        down.addWidget(_heading(_("Strategy")))
        down.addWidget(self.strategy_help)
        down.addWidget(self.strategy, 1)

    def show_place(self, store: Store, place: Place) -> None:
        """Show the project; a place in its strategy makes that row current."""
        new = store is not self._store
        self._store = store
        self._show(store.project)
        strategy = Place("", store.project.strategy.id, place.item, place.field)
        if new or self.strategy.view.table.sheet is None or not place.item:
            self.strategy.show_section(store, strategy)
        else:
            self.strategy.select(strategy)

    def on_change(self, change: Change) -> None:
        before, after = change.before, change.after
        if (before.title, before.language) != (after.title, after.language) or before.company is not after.company:
            self._show(after)
        self.strategy.on_change(change)

    def commit_pending(self) -> None:
        self.strategy.commit_pending()

    def _show(self, project: Project) -> None:
        self.title.show_text(project.title)
        self.language.setCurrentIndex(max(0, self.language.findData(project.language)))
        self.company.show_values(asdict(project.company))
        self.company.show_stale(project.company, project.language)
        self.strategy_help.setText(str(kind_help("strategy").help))

    def _on_title(self, text: str) -> None:
        self._set("title", text, N_("Rename project"))

    def _on_title_focus(self) -> None:
        self.place_selected.emit(Place())

    def _on_language(self) -> None:
        """Where texts stand in both languages, the two change places."""
        if self._store:
            project = set_main_language(self._store.project, self.language.currentData())
            self._store.commit(project, N_("Choose language"), place=Place(), origin=self)

    def _set(self, name: str, value: str, label: str) -> None:
        if self._store:
            project = edits.set_project_field(self._store.project, name, value)
            self._store.commit(project, label, place=Place(), merge_key=f"project.{name}", origin=self)

    def _on_company(self, name: str, text: str) -> None:
        if self._store:
            project = edits.set_company_field(self._store.project, name, text)
            self._store.commit(project, N_("Edit company"), place=Place(), merge_key=f"company.{name}", origin=self)


def _column(page: QWidget) -> QVBoxLayout:
    down = QVBoxLayout(page)
    down.setContentsMargins(20, 14, 20, 20)
    down.setSpacing(10)
    return down


def _card(inner: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    down = QVBoxLayout(card)
    down.setContentsMargins(18, 16, 18, 18)
    down.addWidget(inner)
    return card


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("strong")
    return label


def _structure_name(position: Position) -> str:
    """The structure a position follows, as people know it; an own one may be gone since."""
    try:
        return name_of(structure(position.structure)) if position.structure else _("none")
    except UsageError:
        return position.structure
