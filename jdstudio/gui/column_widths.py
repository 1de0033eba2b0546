"""How wide the columns of item tables are: as declared, never too narrow, as they were dragged."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QFontMetrics

from jdstudio.gui.cell_delegate import PAD_X
from jdstudio.i18n import _
from jdstudio.model.fields import Field


@dataclass
class Layouts:
    """How wide columns were dragged and which were shown or hidden, by kind of section; kept while the program runs."""

    widths: dict[str, dict[str, int]] = field(default_factory=dict)
    shown: dict[str, dict[str, bool]] = field(default_factory=dict)


def least_width(declared: Field, language: str, metrics: QFontMetrics) -> int:
    """The narrowest a column may be placed, in pixels: room for its title and for what its cells usually hold."""
    title = metrics.horizontalAdvance(declared.label(language)) + 2 * PAD_X + 4
    match declared.input:
        case "choice":
            words = (choice.zh if language == "zh" else choice.en for choice in declared.choices)
            inner = max((metrics.horizontalAdvance(word) for word in words), default=0) + 2 * PAD_X + 6
        case "text":
            inner = 120
        case "date":
            inner = metrics.horizontalAdvance("2027-12-31") + 2 * PAD_X + 6
        case "line":
            inner = (84 if language == "zh" else 98) if declared.width >= 9 else 56  # a word of English stays whole
        case "reference":
            inner = metrics.horizontalAdvance(_("Not linked")) + 2 * PAD_X + 24
        case _:
            inner = 62
    return max(title, inner)


def shared(room: int, wanted: dict[int, tuple[int, int]]) -> dict[int, int]:
    """Widths in proportion to the declared shares, none below its least; `wanted` holds (share, least) by column."""
    widths: dict[int, int] = {}
    left = dict(wanted)
    while left:
        whole = sum(share for share, _least in left.values()) or 1
        narrow = {at: least for at, (share, least) in left.items() if room * share / whole < least}
        if not narrow:
            for at, (share, _least) in left.items():
                widths[at] = int(room * share / whole)
            last = max(left)
            widths[last] += max(0, room - sum(widths[at] for at in left))
            break
        for at, least in narrow.items():
            widths[at] = least
            room -= least
            del left[at]
    return widths
