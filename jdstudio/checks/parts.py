"""Which parts a position must have that follows one of the article's structures (A1-2, A1-30, A2-1, A3-1, A3-30, A4-1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from jdstudio.checks.places import is_blank, position_name
from jdstudio.checks.rule import Find, Hit, Rule, Words, each_position
from jdstudio.i18n import N_
from jdstudio.model.kinds import AnySection, items_of, kind_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import walk

Part = tuple[str, str, tuple[str, ...]]
"""Its name in Chinese and English, and the kinds of section or the slots that make it up: one of them must be filled."""

GOALS: Part = ("工作目标", "goals", ("goals",))
TASKS: Part = ("日常任务", "tasks", ("tasks",))
KPIS: Part = ("绩效指标", "KPIs", ("kpis",))
TOGETHER: Part = ("跨部门协作", "collaboration", ("matrix", "collaboration", "meetings", "communication"))
LEARNING: Part = ("持续学习与优化", "learning", ("learning", "retrospectives"))
DUTIES: Part = ("具体职责", "duties", ("duties",))
AREAS: Part = ("工作领域", "areas of work", ("areas",))
CORE: Part = ("核心任务", "core tasks", ("duties",))

FOUR: Mapping[str, tuple[Part, ...]] = {"A1": (GOALS, TASKS, KPIS, TOGETHER)}
"""The lead of the first answer names four parts; its summary adds a fifth. The contradiction stays: four must be there
(A1-2), the fifth should (A1-30)."""
NEEDED: Mapping[str, tuple[Part, ...]] = {
    "A1": (LEARNING,),
    "A2": (DUTIES, AREAS, TASKS, GOALS, TOGETHER),
    "A3": (
        CORE,
        ("日常工作流程", "daily workflow", ("tasks", "projects")),
        KPIS,
        ("团队协作方式", "how the team works together", ("matrix", "communication", "meetings")),
        ("与其他部门的互动关系", "relations with other departments", ("collaboration",)),
    ),
    "A4": (
        TASKS,
        (
            "公司内部资源的协调与管理",
            "company resources",
            ("resources-method", "resources", "dispatch", "resource-monitoring", "resource-improvements"),
        ),
        (
            "效率和生产力",
            "efficiency",
            ("efficiency", "technology", "workflow-improvements", "training", "appraisal", "process-improvements"),
        ),
        ("业务流程", "processes", ("flow", "process", "process-monitoring", "problems", "sops", "compliance")),
    ),
}
RECOMMENDED: Mapping[str, tuple[Part, ...]] = {
    "A3": (
        ("数据管理与分析能力", "data and analysis", ("datasets",)),
        ("流程优化与改进措施", "process improvement", ("improvements",)),
        ("客户关系管理", "customer relations", ("customers",)),
        ("市场趋势的监控与预测", "market trends", ("market",)),
        ("持续学习与职业发展", "learning and career", ("learning", "career")),
    ),
}


def missing(parts: Mapping[str, tuple[Part, ...]]) -> Find:
    """A rule that names the parts a position's structure asks for and that hold nothing yet."""

    def find(_: Project, position: Position) -> Iterator[Hit]:
        wanted = parts.get(position.structure, ())
        if not wanted or is_blank(position):
            return
        there = {name for section in walk(position.sections) if _is_filled(section) for name in _names(section)}
        for zh, en, names in wanted:
            if not there & set(names):
                words: Words = {"zh": zh, "en": en}
                yield Hit(Place(position.id), {"title": position_name(position), "part": words})

    return each_position(find)


def _is_filled(section: AnySection) -> bool:
    return bool(section.text.strip() or items_of(section))


def _names(section: AnySection) -> tuple[str, str]:
    return kind_of(section), section.slot


_rule = partial(Rule, family="structure")

RULES = (
    _rule(
        "part-required",
        "error",
        missing(FOUR),
        N_("“{title}” says nothing on {part}."),
        N_("Goals, daily tasks, KPIs and collaboration are the four parts this structure cannot do without."),
        N_("Fill the section, or choose another structure."),
        source="A1-2",
    ),
    _rule(
        "part-missing",
        "warning",
        missing(NEEDED),
        N_("“{title}” says nothing on {part}."),
        N_("The structure names it as one of its parts; a reader expects it there."),
        N_("Fill the section, or choose another structure."),
        source="A1-30, A2-1, A3-1, A4-1",
    ),
    _rule(
        "part-recommended",
        "info",
        missing(RECOMMENDED),
        N_("“{title}” says nothing on {part} yet."),
        N_("The picture of the position is complete with all ten areas."),
        N_("Fill the section where the position has to do with it."),
        source="A3-30",
    ),
)
