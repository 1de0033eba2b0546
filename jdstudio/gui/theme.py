"""The window's colours by role, light and dark; nothing else in gui/ names a colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    window: str
    surface: str
    surface_soft: str
    line: str
    text: str
    text_soft: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    desk: str  # around the paper
    series: tuple[str, ...]  # segments of the weight bar


LIGHT = Colours(
    window="#F4F5F8",
    surface="#FFFFFF",
    surface_soft="#F8F9FB",
    line="#E3E7ED",
    text="#1F2933",
    text_soft="#5B6B7B",
    accent="#2F6FED",
    accent_soft="#DCE8FD",
    on_accent="#FFFFFF",
    good="#0B7A53",
    good_soft="#E1F4EC",
    warn="#B45309",
    warn_soft="#FDF0DC",
    bad="#C0283B",
    bad_soft="#FCE6E9",
    desk="#E6EAF0",
    series=("#2F6FED", "#12A188", "#8B5CF6", "#E08A1B", "#D6457A", "#5B6B7B", "#3AA0DC", "#6BA539"),
)
DARK = Colours(
    window="#1B1F26",
    surface="#232830",
    surface_soft="#2A303A",
    line="#3A424E",
    text="#E6EAF0",
    text_soft="#9AA7B5",
    accent="#5B8DEF",
    accent_soft="#2B3B5A",
    on_accent="#FFFFFF",
    good="#4CC38A",
    good_soft="#1E3A2F",
    warn="#E3A04B",
    warn_soft="#40321D",
    bad="#F0697A",
    bad_soft="#44232A",
    desk="#14171C",
    series=("#5B8DEF", "#2BB89D", "#A58BFA", "#E3A04B", "#E46C98", "#8796A6", "#5FB6E6", "#8CC152"),
)


_current = LIGHT


def colours() -> Colours:
    """The colours of the theme in use."""
    return _current
