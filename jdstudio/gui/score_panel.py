"""What a KPI's score means: its rule in words, its curve, and a place to try an actual value.

Values tried here live in the panel only, by KPI; they are no part of the project.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jdstudio.errors import EditError
from jdstudio.gui.curve_picture import CurvePicture, amount
from jdstudio.gui.elided import ElidedLabel
from jdstudio.gui.text_edit import LineEdit
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import Kpi, is_counted
from jdstudio.model.values import parse_number, show_number
from jdstudio.scoring.curve import Entry, problem, score, way_of
from jdstudio.scoring.points import AT_FLOOR, AT_TARGET, CAP
from jdstudio.scoring.total import GRADES, Total, total


def soft_label(parent: QWidget | None = None, name: str = "soft") -> QLabel:
    """A label that shows user text as it is."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label


GAP = 18
ROOM_FOR_CURVE = 500
"""So wide, in pixels, the panel must be to hold its words and the curve."""


class ScorePanel(QFrame):
    """The panel for the KPI the table stands on. `tried` says that a trial value changed."""

    tried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._kpis: tuple[Kpi, ...] = ()
        self._current: Kpi | None = None
        self._actuals: dict[str, Decimal | None] = {}
        self._given: dict[str, Decimal | None] = {}
        self._typed: dict[str, str] = {}
        self.heading = ElidedLabel()
        self.heading.setObjectName("strong")
        self.rule = soft_label()
        self.rule.setWordWrap(True)
        self.trial_label = soft_label()
        self.trial = LineEdit()
        self.trial.setObjectName("field")
        self.trial.setFixedWidth(96)
        self.trial.edited.connect(self._on_tried)
        self.points = soft_label(name="score")
        self.weighted = soft_label()
        self.wrong = soft_label(name="wrong")
        self.wrong.setWordWrap(True)
        self.total = soft_label()
        self.grade = soft_label(name="badge")
        self.curve = CurvePicture()
        self._has_curve = False
        self._lay_out()

    def _lay_out(self) -> None:
        trial = QHBoxLayout()
        trial.setSpacing(10)
        for widget in (self.trial_label, self.trial, self.points, self.weighted):
            trial.addWidget(widget)
        trial.addStretch(1)
        sums = QHBoxLayout()
        sums.setSpacing(10)
        sums.addWidget(self.total)
        sums.addWidget(self.grade)
        sums.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.heading)
        words.addWidget(self.rule)
        words.addLayout(trial)
        words.addWidget(self.wrong)
        words.addStretch(1)
        words.addLayout(sums)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 12, 12, 12)
        across.setSpacing(GAP)
        across.addLayout(words, 5)
        across.addWidget(self.curve, 5)

    def show_kpis(self, kpis: tuple[Kpi, ...], current: str) -> None:
        """Show the KPI with the id `current` among the section's."""
        known = self._current
        self._kpis = kpis
        self._current = next((kpi for kpi in kpis if kpi.id == current), None)
        if (known and known.id) != (self._current and self._current.id):
            self.trial.show_text(self._typed.get(current, ""))
        self._try(self._typed.get(current, ""))

    @property
    def result(self) -> Total:
        """The total over all values tried for the KPIs shown."""
        return total(self._kpis, self._actuals, self._given)

    def minimumSizeHint(self) -> QSize:
        """Without the curve, which gives way."""
        least = super().minimumSizeHint()
        if not self.curve.isHidden():
            least -= QSize(self.curve.minimumWidth() + GAP, 0)
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_curve()

    def _place_curve(self) -> None:
        """Where there is no room for both, the words go first: they say all that the curve shows."""
        self.curve.setVisible(self._has_curve and self.width() >= ROOM_FOR_CURVE)

    def _on_tried(self, text: str) -> None:
        if self._current:
            self._typed[self._current.id] = text
            self._try(text)
            self.tried.emit()

    def _try(self, text: str) -> None:
        """Read the trial value for the KPI as it is now scored; what cannot be read counts as not filled in."""
        kpi = self._current
        why = ""
        if kpi:
            by_hand = way_of(kpi) == "manual"
            try:
                value = parse_number(text)
                if by_hand and value is not None and not 0 <= value <= CAP:
                    raise EditError(N_("Points lie between 0 and {most}."), most=CAP)
            except EditError as error:
                value, why = None, str(error)
            self._actuals[kpi.id] = None if by_hand else value
            self._given[kpi.id] = value if by_hand else None
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))
        self._show()

    def _show(self) -> None:
        kpi = self._current
        if kpi is None:
            self.heading.show_text(_("Scoring"))
            self.rule.setText(_("Choose a KPI in the table to see how it is scored."))
            self._show_score(None, None)
        else:
            words = fields_of(Kpi)
            language = interface_language()
            method = words["method"].choice(way_of(kpi), language)
            direction = words["direction"].choice(kpi.direction, language)
            self.heading.show_text(
                _("{name}: {method} · {direction}").format(
                    name=kpi.name or _("Scoring"), method=method, direction=direction
                )
            )
            self.rule.setText(rule_words(kpi))
            entry = Entry(self._actuals.get(kpi.id), self._given.get(kpi.id))
            self._show_score(score(kpi, entry), kpi.weight)
        by_hand = kpi is not None and way_of(kpi) == "manual"
        self.trial_label.setText(_("Try points") if by_hand else _("Try an actual"))
        self.curve.show_curve(kpi, self._actuals.get(kpi.id) if kpi else None)
        for widget in (self.trial_label, self.trial):
            widget.setVisible(kpi is not None)
        self._has_curve = kpi is not None and not by_hand
        self._place_curve()
        self._show_total()

    def _show_score(self, points: Decimal | None, weight: Decimal | None) -> None:
        self.points.setText("" if points is None else _("{points} points").format(points=show_number(points)))
        level = "" if points is None else "good" if points >= AT_TARGET else "warn" if points > 0 else "bad"
        set_level(self.points, level)
        if self._current and not is_counted(self._current):
            self.weighted.setText(_("only watched: no part in the total"))
        elif points is None or weight is None:
            self.weighted.setText("")
        else:
            part = total((self._current,), self._actuals, self._given).total if self._current else None
            self.weighted.setText(f"× {show_number(weight)}% = {show_number(part)}")

    def _show_total(self) -> None:
        result = self.result
        filled, all_of_them = result.filled
        if not filled or result.total is None:
            self.total.setText("")
        else:
            words = _("Trial total {total}  ·  {filled} of {count} filled in, {weight}% of the weight")
            self.total.setText(
                words.format(
                    total=show_number(result.total),
                    filled=filled,
                    count=all_of_them,
                    weight=show_number(result.scored_weight),
                )
            )
        grade = next((grade for grade in GRADES if grade.name == result.grade), None)
        if grade:
            meaning = grade.zh if interface_language() == "zh" else grade.en
            self.grade.setText(_("Grade {grade} · {meaning}").format(grade=grade.name, meaning=meaning))
            set_level(self.grade, "good" if grade.least >= 75 else "warn" if grade.least else "bad")
        self.grade.setVisible(grade is not None)


def rule_words(kpi: Kpi) -> str:
    """How the KPI is scored, in one sentence; or why it cannot be scored by its levels."""
    why = problem(kpi)
    if why:
        return _(why)
    if kpi.method == "manual":
        return kpi.rule or _("A person gives 0 to {most} points.").format(most=CAP)
    levels = {
        "floor": amount(kpi, kpi.floor),
        "target": amount(kpi, kpi.target),
        "stretch": amount(kpi, kpi.stretch),
        "low": AT_FLOOR,
        "full": AT_TARGET,
        "most": CAP,
    }
    if kpi.stretch is None or kpi.stretch == kpi.target:
        return _(
            "Worse than the floor {floor}: 0. The floor scores {low}, the target {target} {full}, the most."
        ).format(**levels)
    return _(
        "Worse than the floor {floor}: 0. "
        "The floor scores {low}, the target {target} {full}, the stretch {stretch} {most}, the most."
    ).format(**levels)


def set_level(widget: QWidget, level: str) -> None:
    """Let the style sheet show how something stands: good, warn, bad or nothing."""
    if widget.property("level") != level:
        widget.setProperty("level", level)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
