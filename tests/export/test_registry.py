"""The list of formats: each leads to a writer, and costs nothing before it is used."""

from __future__ import annotations

import pytest

from jdstudio.errors import UsageError
from jdstudio.export.registry import FORMATS, Format, format_named, render, writer_of
from jdstudio.model.kinds import Duties, Duty, Kpi, Kpis
from jdstudio.model.project import Facts, Position, Project

POSITION = Position(
    "p",
    Facts(title="店铺运营主管"),
    (
        Duties(id="d", items=(Duty(id="d1", text="制定月度选品计划"),)),
        Kpis(id="k", items=(Kpi(id="k1", name="支付转化率"),)),
    ),
)
PROJECT = Project("x", positions=(POSITION,))


@pytest.mark.parametrize("format_", FORMATS.values(), ids=FORMATS)
def test_every_writer_named_exists(format_: Format) -> None:
    assert callable(writer_of(format_))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_a_position(name: str) -> None:
    assert len(render(PROJECT, POSITION, name, "zh")) > 200


def test_formats_show_the_face_they_promise() -> None:
    assert "支付转化率" in render(PROJECT, POSITION, "markdown", "zh").decode()
    assert {name: format_.face for name, format_ in FORMATS.items()} == {
        "word": "description",
        "posting": "posting",
        "excel": "review",
        "markdown": "description",
        "html": "description",
    }


def test_an_unknown_format_is_answered_with_the_ones_there_are() -> None:
    with pytest.raises(UsageError, match=r"no format “doc”.*word, posting, excel, markdown, html"):
        format_named("doc")
