"""Finding KPIs in the library: by name, by sound, by role, dimension and id."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.library import find_kpis, kpis
from jdstudio.library.kpi_search import sounding_at


def names(query: str) -> list[str]:
    return [kpi.name.zh for kpi in find_kpis(query)]


@pytest.mark.parametrize("query", ["复购率", "fgl", "FGL", "fugou", "fugoulv", "fugl", "repeat purchase", "k-ecm-011"])
def test_a_kpi_is_found_by_name_sound_and_id(query: str) -> None:
    assert "复购率" in names(query)


def test_initials_fit_in_the_middle_of_a_name_too_but_names_that_begin_so_come_first() -> None:
    assert "支付转化率" in names("zhl")
    assert names("khzhl")[0] == "客户转化率"
    found = [sounding_at(name, "kh") for name in names("kh") if sounding_at(name, "kh") is not None]
    assert found == sorted(found, key=bool)


@pytest.mark.parametrize("word", ["lv", "lu", "shuai"])
def test_a_sign_with_several_readings_is_found_by_any(word: str) -> None:
    assert sounding_at("率", word) == 0


def test_a_syllable_that_is_still_being_typed_counts() -> None:
    assert [sounding_at("复购率", "fugoulv"[:end]) for end in range(1, 8)] == [0] * 7
    assert sounding_at("复购率", "fugoux") is None
    assert sounding_at("5秒完播率", "5mwbl") == 0


def test_the_name_comes_before_what_sounds_so_and_that_before_the_texts() -> None:
    assert names("毛利率")[0] == "毛利率"
    assert names("roi")[:3] == ["渠道ROI", "投放ROI", "活动ROI"]
    satisfied = names("满意")
    assert all("满意" in name for name in satisfied[:2])
    assert not any("满意" in name for name in satisfied[2:])


def test_roles_and_dimensions_are_words_too() -> None:
    assert {kpi.id for kpi in find_kpis("电商店铺运营")} == {kpi.id for kpi in kpis() if "ecom" in kpi.roles}
    learning = {kpi.id for kpi in kpis() if kpi.dimension.zh == "学习成长"}
    assert learning <= {kpi.id for kpi in find_kpis("学习成长")}
    assert len(learning) >= 12
    assert all("ecom" in kpi.roles for kpi in find_kpis("ecom 转化"))


@given(st.text(max_size=12))
def test_any_query_gives_kpis_of_the_library_each_once(query: str) -> None:
    found = find_kpis(query)
    assert len({kpi.id for kpi in found}) == len(found)
    assert set(found) <= set(kpis())
    assert found == kpis() or query.strip()


def test_pinyin_is_loaded_by_the_first_search_that_needs_it_and_not_before() -> None:
    script = """
import sys
import jdstudio.cli, jdstudio.library, jdstudio.gui.window, jdstudio.gui.kpi_library, jdstudio.gui.kpi_page
from jdstudio.library import find_kpis
seen = []
for query in ("", "复购", "rate", "fgl"):
    find_kpis(query)
    seen.append("pypinyin" in sys.modules)
print(seen)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[False, False, False, True]"
