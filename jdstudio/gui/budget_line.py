"""Under a budget: what was planned, what was spent, and how far the two are apart, in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jdstudio.gui.score_panel import set_level, soft_label
from jdstudio.gui.sheet import Sheet
from jdstudio.i18n import _
from jdstudio.model.kinds import Expense
from jdstudio.model.values import show_number


class BudgetLine(QWidget):
    """Stands under the table of a budget, out of sight under any other: its totals, and the current item's difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.totals = soft_label(name="strong")
        self.difference = soft_label(name="difference")
        self.current = soft_label()
        across = QHBoxLayout(self)
        across.setContentsMargins(2, 0, 0, 0)
        across.setSpacing(12)
        for label in (self.totals, self.difference, self.current):
            across.addWidget(label)
        across.addStretch(1)
        self.hide()

    def show_sheet(self, sheet: Sheet | None, row: int) -> None:
        """Show the totals of a section and the difference of one of its rows."""
        items = [item for item in sheet.items if isinstance(item, Expense)] if sheet else []
        self.setVisible(bool(items))
        if not items:
            return
        budget, actual = _sum([item.budget for item in items]), _sum([item.actual for item in items])
        words = _("Budget {budget} · actual {actual}")
        self.totals.setText(words.format(budget=in_thousands(budget), actual=in_thousands(actual)))
        both = [item for item in items if item.difference is not None]
        self.difference.setVisible(bool(both))
        words, level = total_words(both, len(items))
        self.difference.setText(words)
        set_level(self.difference, level)
        here = items[row] if 0 <= row < len(items) else None
        self.current.setVisible(here is not None and here.difference is not None)
        if here and here.difference is not None:
            name = " ".join(here.name.split()) or _("This item")
            self.current.setText(
                _("{name}: {difference}").format(name=name, difference=difference_words(here.difference))
            )


def total_words(both: Sequence[Expense], count: int) -> tuple[str, str]:
    """The difference of the items that have both figures, and how it stands: "bad" where too much was spent."""
    difference = _sum([item.difference for item in both])
    budget = _sum([item.budget for item in both])
    words = difference_words(difference)
    if budget > 0 and difference:
        share = (abs(difference) * 100 / budget).quantize(Decimal("0.1"))
        words = _("{difference} ({share}%)").format(difference=words, share=show_number(share))
    if len(both) < count:
        words = _("{difference}, of {known} of {count} items").format(difference=words, known=len(both), count=count)
    return words, "bad" if difference > 0 else "good"


def difference_words(difference: Decimal) -> str:
    """How far the actual spending is from the budget."""
    if not difference:
        return _("as planned")
    words = _("over budget by {amount}") if difference > 0 else _("under budget by {amount}")
    return words.format(amount=in_thousands(abs(difference)))


def in_thousands(number: Decimal) -> str:
    """A sum of money with its thousands apart."""
    return show_number(number) if number.adjusted() > 15 else f"{Decimal(show_number(number)):,f}"


def _sum(numbers: Sequence[Decimal | None]) -> Decimal:
    return sum((number for number in numbers if number is not None), Decimal(0))
