"""Rows against the library: what differs, what is gone, what could be linked, and what taking over sets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from jdstudio.i18n import Language
from jdstudio.library import kpis, new_kpi
from jdstudio.library.kpi import kpi
from jdstudio.library.kpi_compare import COMPARED, Difference, compare, taken_over
from jdstudio.model import edits
from jdstudio.model.kinds import Kpi, Kpis, with_value
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import section_at

KNOWN = kpi("K-ECM-011")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_row_as_it_came_from_the_library_is_the_same(language: Language) -> None:
    rows = [new_kpi(known, language) for known in kpis()]
    assert {found.state for found in compare(rows, kpis(), language)} == {"same"}


@pytest.mark.parametrize("field", COMPARED)
def test_every_field_that_differs_is_named_with_both_texts(field: str) -> None:
    row = with_value(new_kpi(KNOWN), field, "lower" if field == "direction" else "我的说法")
    (found,) = compare([row], kpis(), "zh")
    theirs = getattr(new_kpi(KNOWN), field)
    assert (found.state, found.differences) == ("differs", (Difference(field, getattr(row, field), theirs),))


def test_weight_levels_scoring_and_outer_blanks_are_no_difference() -> None:
    row = replace(
        new_kpi(KNOWN), weight=Decimal(30), floor=Decimal(1), target=Decimal(2), method="manual", name=" 复购率 "
    )
    assert compare([row], kpis(), "zh")[0].state == "same"


def test_a_row_whose_kpi_is_gone_is_said_to_be_so_and_one_of_ones_own_is_left_out() -> None:
    gone = Kpi(id="k1", name="旧指标", library="K-GONE-001")
    (found,) = compare([gone, Kpi(id="k2", name="自定指标"), Kpi(id="k3")], kpis(), "zh")
    assert (found.row, found.found, found.state) == (gone, None, "gone")
    assert taken_over([found], {"k1": ["name"]}) == {}


@pytest.mark.parametrize("name", ["复购率", " Repeat purchase RATE "])
def test_a_row_with_exactly_the_name_of_a_kpi_can_be_linked(name: str) -> None:
    (found,) = compare([Kpi(id="k1", name=name)], kpis(), "zh")
    assert (found.state, found.found) == ("unlinked", KNOWN)
    assert taken_over([found], {"k1": ["library"]}) == {("k1", "library"): KNOWN.id}
    assert taken_over([found], {"k1": ["unit", "formula"]}) == {
        ("k1", "formula"): KNOWN.formula.zh,
        ("k1", "library"): KNOWN.id,
    }


def test_what_is_chosen_is_taken_over_and_nothing_else() -> None:
    row = replace(new_kpi(KNOWN), formula="旧公式", source="旧来源", weight=Decimal(20), examples=("formula",))
    project = Project(id="x", positions=(Position(id="p", sections=(Kpis(id="s", items=(row,)),)),))
    found = compare([row], kpis(), "zh")

    done = edits.set_values(project, Place("p", "s"), taken_over(found, {row.id: ["formula"]}))

    section = section_at(done, Place("p", "s"))
    assert isinstance(section, Kpis)
    assert section.items == (replace(row, formula=KNOWN.formula.zh, examples=()),)
    assert taken_over(found, {}) == {}
