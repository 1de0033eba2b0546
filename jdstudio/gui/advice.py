"""What belongs in a section: one or two sentences, an example to unfold, and items the structure suggests."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jdstudio.gui.elided import ElidedLabel
from jdstudio.gui.icons import icon
from jdstudio.gui.score_panel import soft_label
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import N_, Language, _
from jdstudio.library.advice import help_of, in_full, in_one_line, is_taken, place_of, suggested_items
from jdstudio.library.structure import Outline
from jdstudio.model import edits
from jdstudio.model.kinds import AnySection, Item, items_of, kind_of
from jdstudio.model.languages import is_translated
from jdstudio.model.place import Place
from jdstudio.model.walk import position_at, section_at
from jdstudio.store import Store


class Advice(QWidget):
    """Stands above a section's content. `badge` goes beside the section's faces: it says what the article lacks.

    An example that was unfolded stays unfolded from section to section. A section with content leaves the room to it:
    there the advice is cut to one line until the example is unfolded. `taken` carries the place of the first item that
    was taken over.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._place = Place()
        self._outline: Outline | None = None
        self._known: tuple[str, str, str] | None = None  # what `_outline` was looked up for
        self.badge = soft_label(name="extra")
        self.badge.setText(_("Supplement"))
        self.badge.setToolTip(plain_tip(_("The article does not mention this; a description or posting needs it.")))
        self.help = soft_label()
        self.help.setWordWrap(True)
        self.brief = ElidedLabel()
        self.brief.setObjectName("soft")
        self.unfold = self._button(_("Example"), "chevron-right")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._on_unfold)
        self.suggest = self._button("", "add")
        self.suggest.setToolTip(plain_tip(_("Items the structure suggests here; choose some to take over")))
        self.suggest.clicked.connect(self.open_suggestions)
        self.example = soft_label(name="sample")
        self.example.setWordWrap(True)
        self.example.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.example.hide()
        self._lay_out()

    def _button(self, words: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setIcon(icon(picture))
        button.setObjectName("tool")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(4)
        across.addWidget(self.help, 1)
        across.addWidget(self.brief, 1)
        for button in (self.unfold, self.suggest):
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addLayout(across)
        down.addWidget(self.example)

    # --- what is shown ---

    def show_section(self, store: Store, place: Place) -> None:
        """Advise on the section at a place; cheap where it is the same as before, as it is called at each key."""
        position, section = position_at(store.project, place), section_at(store.project, place)
        if position is None or section is None:
            return
        self._store, self._place = store, Place(place.position, place.section)
        wanted = (position.structure, section.slot, kind_of(section))
        if wanted != self._known:
            self._known = wanted
            self._outline = place_of(position.structure, section)
            self._show_words(kind_of(section))
        self._show_length(section)

    def _show_words(self, kind: str) -> None:
        place = self._outline
        words, example = map(str, help_of(place, kind))
        self.help.setText(words)
        self.brief.show_text(words)
        self.example.setText(example)
        self.unfold.setVisible(bool(example))
        self.badge.setVisible(place is not None and place.extra)
        count = len(place.suggestions) if place else 0
        self.suggest.setText(_("Suggestions ({count})").format(count=count))
        self.suggest.setVisible(count > 0)

    def _show_length(self, section: AnySection) -> None:
        """The advice in full where nothing is written yet or the example is wanted; in one line otherwise."""
        unfolded = self.unfold.isChecked()
        whole = unfolded or not (section.text.strip() or items_of(section))
        self.help.setVisible(whole)
        self.brief.setVisible(not whole)
        self.example.setVisible(unfolded and bool(self.example.text()))

    def _on_unfold(self, unfolded: bool) -> None:  # noqa: FBT001  the signal's argument
        self.unfold.setIcon(icon("chevron-down" if unfolded else "chevron-right"))
        if section := self._section():
            self._show_length(section)

    # --- suggestions ---

    def open_suggestions(self) -> Suggestions | None:
        """Offer the suggested items below the button."""
        section = self._section()
        if self._store is None or self._outline is None or section is None:
            return None
        project = self._store.project
        position = position_at(project, self._place)
        items = suggested_items(self._outline, project.language, both=position is not None and is_translated(position))
        popup = Suggestions(section, items, project.language, self)
        popup.chosen.connect(self.take)
        popup.open_below(self.suggest)
        return popup

    def take(self, items: tuple[Item, ...]) -> None:
        """Put suggested items behind the section's own, as one step."""
        section = self._section()
        if self._store is None or section is None or not items:
            return
        project = edits.insert_items(self._store.project, self._place, len(items_of(section)), items)
        place = Place(self._place.position, self._place.section, items[0].id)
        self._store.commit(project, N_("Take over suggestions"), place=place, origin=self)
        self.taken.emit(place)

    def _section(self) -> AnySection | None:
        return section_at(self._store.project, self._place) if self._store else None


class Suggestions(QFrame):
    """A list of items to tick, open until something is taken over or another place is clicked.

    `chosen` carries the items. Those the section has already are shown, but cannot be chosen.
    """

    chosen = Signal(tuple)

    WIDTH = 520
    MOST_HEIGHT = 380

    def __init__(
        self, section: AnySection, items: tuple[Item, ...], language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("suggestions")
        self._items = items
        self.boxes = [self._box(section, item, language) for item in items]
        self.all = QPushButton(_("Select all"))
        self.all.setObjectName("small")
        self.all.clicked.connect(self._tick_all)
        self.add = QPushButton()
        self.add.setDefault(True)
        self.add.clicked.connect(self._choose)
        self._lay_out()
        self._show_count()

    def _box(self, section: AnySection, item: Item, language: Language) -> QCheckBox:
        taken = is_taken(section, item)
        words = in_one_line(item, language)
        if taken:
            words = _("{words} (there already)").format(words=words)
        box = QCheckBox()
        cut = box.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.WIDTH - 80)
        box.setText(cut.replace("&", "&&"))
        box.setAccessibleName(words)
        box.setToolTip(plain_tip(in_full(item, language)))
        box.setChecked(taken)
        box.setEnabled(not taken)
        box.toggled.connect(self._show_count)
        return box

    def _lay_out(self) -> None:
        rows = QWidget()
        below = QVBoxLayout(rows)
        below.setContentsMargins(6, 6, 6, 6)
        below.setSpacing(10)
        for box in self.boxes:
            below.addWidget(box)
        area = QScrollArea()
        area.setObjectName("inner")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(rows)
        area.setFixedHeight(min(rows.sizeHint().height(), self.MOST_HEIGHT))
        across = QHBoxLayout()
        across.addWidget(self.all)
        across.addStretch(1)
        across.addWidget(self.add)
        down = QVBoxLayout(self)
        down.setContentsMargins(8, 8, 8, 8)
        down.addWidget(area)
        down.addLayout(across)
        self.setFixedWidth(self.WIDTH)

    def open_below(self, button: QWidget) -> None:
        """Open under a button, right edges in line, on the screen the button is on."""
        self.adjustSize()
        corner = button.mapToGlobal(button.rect().bottomRight()) + QPoint(-self.width(), 4)
        screen = button.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.move(corner)
        self.show()
        next((box for box in self.boxes if box.isEnabled()), self.all).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes over what is ticked; the arrows go from row to row."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)

    def _ticked(self) -> tuple[Item, ...]:
        pairs = zip(self.boxes, self._items, strict=True)
        return tuple(item for box, item in pairs if box.isEnabled() and box.isChecked())

    def _show_count(self) -> None:
        count = len(self._ticked())
        self.add.setText(_("Add {count}").format(count=count) if count else _("Add"))
        self.add.setEnabled(bool(count))
        self.all.setEnabled(not all(box.isChecked() for box in self.boxes))

    def _tick_all(self) -> None:
        for box in self.boxes:
            box.setChecked(True)

    def _choose(self) -> None:
        if items := self._ticked():
            self.close()
            self.chosen.emit(items)
