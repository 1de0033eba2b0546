"""What ships with the program: every role in every structure gives a sound position, in both languages."""

from __future__ import annotations

import re
from itertools import pairwise, product

import msgspec
import pytest

from jdstudio.errors import UsageError
from jdstudio.i18n import Language, use_language
from jdstudio.library import (
    find_kpis,
    kpis,
    new_kpi,
    new_position,
    new_project,
    roles,
    structures,
)
from jdstudio.library.role import role
from jdstudio.model.kinds import Kpi, Kpis
from jdstudio.model.project import Position
from jdstudio.model.walk import sections_of
from jdstudio.resources import resource
from tests.library.words_in import pairs

LANGUAGES: tuple[Language, ...] = ("zh", "en")
ROLES = [role.code for role in roles()]
STRUCTURES = [structure.id for structure in structures()]
EVERYTHING = list(product(ROLES, STRUCTURES, LANGUAGES))


# --- the library as a whole ------------------------------------------------------------------------------------------


def test_every_file_of_the_library_is_offered() -> None:
    assert {path.stem for path in resource("roles").iterdir()} == set(ROLES)
    assert {path.stem for path in resource("structures").iterdir()} == set(STRUCTURES)


# --- roles -----------------------------------------------------------------------------------------------------------


def test_a_role_is_found_by_id_code_or_title_in_either_language() -> None:
    ecom = role("ecom")

    assert ecom.title.zh == "电商店铺运营"
    for name in ("R-ECOM", "r-ecom", "ECOM", "电商店铺运营", " E-commerce store operations specialist "):
        assert role(name) is ecom


def test_an_unknown_role_names_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        new_project("pilot")

    assert "There is no role “pilot”." in str(caught.value)
    assert all(code in str(caught.value) for code in ROLES)


def test_a_text_of_the_library_reads_in_the_language_of_the_interface() -> None:
    assert str(role("data").title) == "Data Operations Analyst"

    use_language("zh")

    assert str(role("data").title) == "数据运营"


@pytest.mark.parametrize("code", ROLES)
def test_every_text_of_a_role_is_there_in_both_languages(code: str) -> None:
    for zh, en in pairs(msgspec.to_builtins(role(code))):
        assert zh, en
        assert en, zh
        assert not re.search("[一-鿿]", en), en


@pytest.mark.parametrize("code", ROLES)
def test_chinese_sentences_use_chinese_punctuation(code: str) -> None:
    for zh, _ in pairs(msgspec.to_builtins(role(code))):
        assert not re.search("[一-鿿][,;:()]|[,;:()][一-鿿]", zh), zh


@pytest.mark.parametrize("code", ROLES)
def test_a_curve_of_a_role_rises_from_floor_to_stretch(code: str) -> None:
    for item in _kpis(new_position(code)):
        if item.method == "linear":
            points = [point for point in (item.floor, item.target, item.stretch) if point is not None]
            assert len(points) == 3, item.name
            rising = all(a < b for a, b in pairwise(points))
            falling = all(a > b for a, b in pairwise(points))
            assert rising if item.direction == "higher" else falling, item.name
        else:
            assert item.rule, f"{item.name}: a score given by hand needs a rule"


# --- the KPI library -------------------------------------------------------------------------------------------------


def test_the_library_holds_each_kpi_once_with_all_its_words() -> None:
    assert len(kpis()) > 150
    assert len({kpi.id for kpi in kpis()}) == len(kpis())
    for kpi in kpis():
        for words in (kpi.name, kpi.definition, kpi.formula, kpi.source, kpi.period, kpi.dimension, kpi.pitfall):
            assert words.zh, kpi.id
            assert words.en, kpi.id
            assert not re.search("[一-鿿][,;:()]|[,;:()][一-鿿]", words.zh), words.zh
            assert not re.search("[一-鿿]", words.en), words.en
    for name in ("zh", "en"):
        assert len({getattr(kpi.name, name) for kpi in kpis()}) == len(kpis())


def test_the_units_of_the_library_fit_its_formulas() -> None:
    for kpi in kpis():
        assert (kpi.unit.zh == "%") == ("× 100%" in kpi.formula.zh), kpi.id
        assert (kpi.unit.zh == "%") == ("× 100%" in kpi.formula.en), kpi.id
        if "/" in kpi.unit.zh and kpi.direction != "boolean":
            assert "÷" in kpi.formula.zh or "×" in kpi.formula.zh, kpi.id


def test_the_twelve_kpis_the_article_names_are_there_under_these_names() -> None:
    names = {kpi.name.zh for kpi in kpis() if kpi.starter}
    article = "月度销售增长率 客户转化率 平均订单价值 客户满意度 市场份额 成本控制 项目完成率 销售额 用户注册 客户留存率 客户忠诚度 运营成本"

    assert names == set(article.split())
    assert {kpi.name.zh for kpi in find_kpis("原文")} == names
    assert {"投诉处理及时率", "预算执行偏差率"} <= {kpi.name.zh for kpi in kpis()}


def test_a_kpi_is_found_by_words_of_either_language_names_first() -> None:
    assert [kpi.name.zh for kpi in find_kpis("留存率 30日")] == ["30日留存率"]
    assert find_kpis("ROI")[0].name.en.endswith("ROI")
    assert find_kpis("GROSS margin")[0].id == "K-ECM-003"
    names = [("retention" in kpi.name.en.lower()) for kpi in find_kpis("retention")]
    assert names == sorted(names, reverse=True)


def test_a_role_s_code_finds_the_kpis_that_suit_it() -> None:
    assert {"K-LIV-001", "K-ECM-001"} <= {kpi.id for kpi in find_kpis("live")}


def test_an_empty_query_finds_all_and_a_strange_one_none() -> None:
    assert find_kpis(" ") == kpis()
    assert find_kpis("留存率 xyzzy") == ()


def test_a_kpi_of_the_library_becomes_a_row_without_weight_and_figures() -> None:
    known = find_kpis("推广费率")[0]

    row = new_kpi(known, "en")

    assert (row.name, row.direction, row.unit, row.method) == ("Marketing expense ratio", "lower", "%", "linear")
    assert row.weight is row.floor is row.target is row.stretch is None


def test_what_no_line_can_score_is_scored_by_hand() -> None:
    ranged = [new_kpi(kpi) for kpi in kpis() if kpi.direction == "range"]

    assert ranged
    assert {row.method for row in ranged} == {"manual"}


# --- helpers ---------------------------------------------------------------------------------------------------------


def _kpis(position: Position) -> list[Kpi]:
    return [item for section in sections_of(position) if isinstance(section, Kpis) for item in section.items]
