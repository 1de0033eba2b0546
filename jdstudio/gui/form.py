"""A form of labelled fields, built from their declarations: facts, the company, what an item holds beside its row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jdstudio.gui.example_marks import example_tip
from jdstudio.gui.stale_marks import stale_tip
from jdstudio.gui.text_edit import LineEdit, TextEdit
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import _, interface_language
from jdstudio.library.help import tip
from jdstudio.model.fields import Field
from jdstudio.model.kinds import KINDS
from jdstudio.model.languages import Holder
from jdstudio.model.project import Language

_Input = LineEdit | TextEdit | QComboBox


class FieldForm(QWidget):
    """Labelled fields in columns; with `wide_texts` several lines take the whole width.

    `edited` carries a field's name and its text, while it is typed; numbers and choices when they are complete.
    """

    edited = Signal(str, str)
    focused = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, columns: int = 2, wide_texts: bool = True) -> None:
        super().__init__(parent)
        self._columns = columns
        self._wide_texts = wide_texts
        self._fields: dict[str, Field] = {}
        self._kind = ""
        self._inputs: dict[str, _Input] = {}
        self._shown: dict[str, str] = {}
        self._no_wheel = _NoWheel(self)
        self._made: dict[tuple[str, ...], tuple[QWidget, dict[str, _Input]]] = {}
        self._page = QWidget()
        self._pages = QVBoxLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)

    @property
    def inputs(self) -> Mapping[str, _Input]:
        """The widgets to type into, by field name."""
        return self._inputs

    def show_fields(self, fields: Mapping[str, Field], kind: str) -> None:
        """Show other fields than now; `kind` is what the help is written for.

        What was built once is kept: to build a form takes longer than anything else on the way to another section.
        """
        if dict(fields) == self._fields:
            return
        self._kind = kind
        self._fields, self._inputs, self._shown = dict(fields), {}, {}
        self._page.hide()  # while there are no inputs: what loses the focus here has nothing to send
        key = (kind, *fields)
        if key not in self._made:
            self._page = self._build(fields)
            self._pages.addWidget(self._page)
            self._made[key] = self._page, self._inputs
        self._page, self._inputs = self._made[key]
        self._page.show()

    def _build(self, fields: Mapping[str, Field]) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)
        at = 0
        for name, field in fields.items():
            wide = self._wide_texts and field.input == "text"
            at += -at % self._columns if wide else 0
            across = self._columns if wide else 1
            grid.addLayout(self._labelled(name, field), at // self._columns, at % self._columns, 1, across)
            at += across
        return page

    def show_values(self, values: Mapping[str, str], choices: Mapping[str, Sequence[str]] | None = None) -> None:
        """Show what the store holds; `choices` are the words of choice and reference fields. Nothing is sent."""
        for name, field in self._inputs.items():
            text = values.get(name, "")
            self._shown[name] = text
            if isinstance(field, QComboBox):
                words = ["", *(choices or {}).get(name, ())]
                if words != [field.itemText(at) for at in range(field.count())]:
                    field.clear()
                    field.addItems(words)
                found = next((at for at, word in enumerate(words) if text and word.split("  ")[0] == text), 0)
                field.setCurrentIndex(max(found, field.findText(text)))
            else:
                field.show_text(text)

    def show_examples(self, names: Collection[str]) -> None:
        """Mark the fields that still hold an example value."""
        for name, field in self._inputs.items():
            marked = name in names
            if bool(field.property("example")) != marked:
                field.setProperty("example", marked)
                field.style().polish(field)
                field.setToolTip(plain_tip(example_tip() if marked else tip(self._kind, name)))

    def show_stale(self, holder: Holder, language: Language) -> None:
        """Mark the fields of what is shown whose two languages do not agree any more; `language` is the main one."""
        for name, field in self._inputs.items():
            words = stale_tip(holder, name, language)
            if bool(field.property("stale")) != bool(words):
                field.setProperty("stale", bool(words))
                field.style().polish(field)
                field.setToolTip(plain_tip(words or tip(self._kind, name)))

    def focus(self, name: str) -> None:
        if name in self._inputs:
            self._inputs[name].setFocus()

    def _labelled(self, name: str, field: Field) -> QVBoxLayout:
        across = QHBoxLayout()
        label = QLabel(field.label(interface_language()))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("label")
        across.addWidget(label)
        if self._may_be_outside() and (words := _audience(field)):
            note = QLabel(words)
            note.setObjectName("audience")
            across.addWidget(note)
        across.addStretch(1)
        made = self._input(name, field)
        label.setBuddy(made)
        made.setAccessibleName(field.label(interface_language()))
        made.setToolTip(plain_tip(tip(self._kind, name)))
        down = QVBoxLayout()
        down.setSpacing(4)
        down.addLayout(across)
        down.addWidget(made)
        down.addStretch(1)
        return down

    def _may_be_outside(self) -> bool:
        """Whether anything of this kind can be in a posting: else it goes without saying that a field is not."""
        kind = KINDS.get(self._kind)
        return kind is None or "posting" in kind.about.faces

    def _input(self, name: str, field: Field) -> _Input:
        made: _Input
        match field.input:
            case "text":
                made = TextEdit(lines=(2, 8))
                made.edited.connect(self._on_edited)
            case "choice" | "reference":
                made = QComboBox()
                made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                made.installEventFilter(self._no_wheel)
                made.textActivated.connect(self._on_edited)
            case "number" | "percent" | "amount":
                made = LineEdit()
                made.editingFinished.connect(self._on_finished)
            case _:
                made = LineEdit()
                made.edited.connect(self._on_edited)
                if field.input == "date":
                    made.setPlaceholderText("2027-01-01")
        if not isinstance(made, QComboBox):
            made.focused.connect(self._on_focused)
        made.setObjectName("field")
        made.setProperty("name", name)
        self._inputs[name] = made
        return made

    def _on_edited(self, text: str) -> None:
        self.edited.emit(self._name_of_sender(), text)

    def _on_finished(self) -> None:
        name = self._name_of_sender()
        field = self._inputs.get(name)
        if isinstance(field, LineEdit) and field.text() != self._shown.get(name):
            self.edited.emit(name, field.text())

    def _on_focused(self) -> None:
        self.focused.emit(self._name_of_sender())

    def _name_of_sender(self) -> str:
        return str(self.sender().property("name"))


def _audience(field: Field) -> str:
    """Where the field appears, in a word, where that is not everywhere."""
    if "posting" not in field.faces:
        return _("internal")
    return _("posting only") if field.faces == ("posting",) else ""


class _NoWheel(QObject):
    """Keeps the wheel from changing a choice that was only scrolled over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
