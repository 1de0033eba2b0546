"""Running the rules: findings in reading order, in the language asked for, each with what a person needs to act."""

from __future__ import annotations

import re
import string
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from jdstudio.checks.engine import RULES, Finding, run
from jdstudio.checks.rule import Rule
from jdstudio.i18n import use_language
from jdstudio.model.kinds import Goal, Goals, Kpi, Kpis, Text
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project

WEAK = Project(
    "x",
    positions=(
        Position("p1", Facts(title="甲"), (Kpis(id="k", items=(Kpi(id="k1", name="转化率", weight=Decimal(90)),)),)),
        Position(
            "p2",
            Facts(title="乙"),
            (
                Text(id="t"),
                Goals(id="g", items=(Goal(id="g1", text="提高留存", strategy="gone"),)),
                Kpis(id="k2", items=(Kpi(id="k3", name="留存率", weight=Decimal(100), method="manual"),)),
            ),
        ),
    ),
)


def test_findings_come_in_reading_order() -> None:
    found = [(each.position, each.section, each.item, each.rule) for each in run(WEAK) if each.level != "info"]
    assert found == [
        ("p1", "k", "", "weights-total"),
        ("p1", "k", "k1", "kpi-levels-missing"),
        ("p2", "g", "g1", "broken-reference"),
        ("p2", "g", "g1", "goal-unmeasured"),
        ("p2", "g", "g1", "goal-measurable"),
        ("p2", "g", "g1", "goal-timely"),
        ("p2", "g", "g1", "goal-without-means"),
    ]


def test_a_finding_says_what_why_and_what_to_do() -> None:
    first = run(WEAK, "en")[0]
    assert first == Finding(
        rule="weights-total",
        family="structure",
        level="error",
        position="p1",
        section="k",
        item="",
        field="weight",
        start=None,
        end=None,
        quote="",
        message="The KPI weights of “甲” add up to 90 %, not to 100 %.",
        why="A total score only means something when the weights make up the whole.",
        suggestion="Change the weights, or let the KPI table bring them to 100 %.",
    )
    assert first.place == Place("p1", "k", field="weight")


def test_the_same_findings_in_either_language() -> None:
    chinese, english = run(WEAK, "zh"), run(WEAK, "en")
    assert [finding.place for finding in chinese] == [finding.place for finding in english]
    assert all(re.search(r"[\u4e00-\u9fff]", f.message + f.why + f.suggestion) for f in chinese)
    at = [finding.rule for finding in english].index("empty-section")
    assert chinese[at].message == "章节“文本”是空的。"
    assert english[at].message == "The section “Text” is empty."


def test_the_interface_s_language_is_used_where_none_is_asked_for() -> None:
    use_language("zh")
    assert run(WEAK) == run(WEAK, "zh")


def test_the_json_has_the_keys_the_readme_promises() -> None:
    keys = [
        "rule",
        "family",
        "level",
        "position",
        "section",
        "item",
        "field",
        "start",
        "end",
        "quote",
        "message",
        "why",
        "suggestion",
    ]
    assert list(msgspec.json.decode(msgspec.json.encode(run(WEAK)))[0]) == keys


@pytest.mark.parametrize("rule", RULES, ids=[f"{at}-{rule.id}" for at, rule in enumerate(RULES)])
def test_every_rule_explains_itself_in_whole_sentences(rule: Rule) -> None:
    for sentence in (rule.message, rule.why, rule.suggestion):
        assert sentence[0] in string.ascii_uppercase + "“{"
        assert sentence.endswith(".")


def test_a_good_project_has_no_errors() -> None:
    kpis = (
        Kpi(id="k1", name="转化率", weight=Decimal(60), floor=Decimal(2), target=Decimal(3), goal="g1"),
        Kpi(
            id="k2",
            name="退款率",
            direction="lower",
            weight=Decimal(40),
            floor=Decimal(9),
            target=Decimal(7),
            goal="g1",
        ),
    )
    goal = Goal(id="g1", text="支付转化率由 2% 提升至 3%", due="2999 年底", initiatives="重做主图")
    position = Position("p", Facts(title="店铺运营主管"), (Goals(id="g", items=(goal,)), Kpis(id="k", items=kpis)))
    assert [finding.rule for finding in run(Project("x", positions=(position,)))] == ["kpi-count"]  # two are few
    assert run(Project("x")) == ()


SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize(
    ("name", "errors"), [("ecommerce-team", False), ("store-lead-en", False), ("weak-example", True)]
)
def test_the_samples_are_as_good_as_they_should_be(name: str, *, errors: bool) -> None:
    data = msgspec.json.decode((SAMPLES / f"{name}.json").read_bytes())
    del data["format"], data["schema"]
    project = msgspec.convert(data, Project, strict=False)
    assert any(finding.level == "error" for finding in run(project)) == errors
