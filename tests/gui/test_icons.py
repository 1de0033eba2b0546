"""The icons: each kind of section has one of its own, drawn in the line style and colour of the others."""

from __future__ import annotations

from collections import Counter

import pytest
from pytestqt.qtbot import QtBot

from jdstudio.gui.icons import picture
from jdstudio.model.kinds import KINDS
from jdstudio.resources import resource


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_section_has_an_icon_in_the_style_of_the_others(kind: str) -> None:
    drawn = resource(f"icons/{KINDS[kind].about.icon}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in drawn
    assert 'stroke="currentColor"' in drawn
    assert 'stroke-width="1.6"' in drawn


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("kind", KINDS)
def test_the_icon_of_a_kind_can_be_drawn(kind: str) -> None:
    image = picture(KINDS[kind].about.icon, "text", 17, 1.0).toImage()
    assert image.width() == 17
    assert any(image.pixelColor(x, y).alpha() > 150 for x in range(17) for y in range(17)), "drawn, and not faintly"


def test_no_two_kinds_look_alike(qtbot: QtBot) -> None:  # noqa: ARG001  pictures need an application
    drawn = {kind.about.icon: picture(kind.about.icon, "text", 17, 1.0).toImage() for kind in KINDS.values()}
    icons = Counter(kind.about.icon for kind in KINDS.values())
    assert max(icons.values()) == 1
    names = sorted(drawn)
    assert not [(a, b) for at, a in enumerate(names) for b in names[at + 1 :] if drawn[a] == drawn[b]]
