"""What the check says of two languages: each pair that disagrees, and, grouped, what is missing."""

from __future__ import annotations

import pytest

from jdstudio.checks.engine import Finding, run
from jdstudio.checks.languages import lacking
from jdstudio.i18n import use_language
from jdstudio.model.edits import set_text, set_value
from jdstudio.model.kinds import Duties, Duty, Text
from jdstudio.model.languages import Reading
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.model.translation_edits import set_translation

TEXT, DUTY = Place("p", "t", field="text"), Place("p", "d", "d1", "text")
DUTIES = Duties(
    id="d",
    title="岗位职责",
    items=(Duty(id="d1", text="管理货品"), Duty(id="d2", text="排班"), Duty(id="d3", text="复盘")),
)
PLAIN = Project(
    "x", positions=(Position("p", Facts(title="主管"), (Text(id="t", title="引言", text="带好团队。"), DUTIES)),)
)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def translated() -> Project:
    return set_translation(set_translation(PLAIN, TEXT, "Leads the team."), DUTY, "Manages the goods")


def found(project: Project) -> list[Finding]:
    return [finding for finding in run(project, "en") if finding.family == "languages"]


def test_a_project_in_one_language_lacks_nothing() -> None:
    assert found(PLAIN) == []


def test_a_changed_text_has_a_stale_translation() -> None:
    (finding,) = (each for each in found(set_text(translated(), TEXT, "带好六人团队。")) if each.level == "warning")
    assert (finding.rule, finding.place) == ("stale-translation", TEXT)
    assert finding.message == "“带好六人团队。”: the translation is older than the text."


def test_a_changed_translation_has_a_stale_text() -> None:
    project = set_translation(translated(), DUTY, "Manages range and prices")
    (finding,) = (each for each in found(project) if each.level == "warning")
    assert finding.place == DUTY
    assert finding.message == "“管理货品”: the text is older than its translation."


def test_missing_translations_are_counted_by_section() -> None:
    assert [(each.rule, each.level, each.section, each.message) for each in found(translated())] == [
        ("untranslated", "info", "", "Texts of “Facts” without a translation: 1."),
        ("untranslated", "info", "t", "Texts of “引言” without a translation: 1."),
        ("untranslated", "info", "d", "Texts of “岗位职责” without a translation: 2."),
    ]


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ("zh", "Texts whose Chinese is older than the English: 1."),
        ("en", "Texts without English: 3; the Chinese stands there. Texts whose English is older than the Chinese: 1."),
        (
            "both",
            "Texts without English: 3; the Chinese stands there. Texts whose two languages do not agree any more: 2.",
        ),
    ],
)
def test_what_documents_lack_is_said_in_words(reading: Reading, words: str) -> None:
    project = set_translation(translated(), DUTY, "Manages range and prices")
    project = set_translation(set_text(project, TEXT, "带好六人团队。"), Place("p", "d", "d2", "text"), "Shifts")
    assert lacking(project, project.positions, reading) == words


def test_documents_of_one_language_lack_nothing_in_it() -> None:
    assert lacking(set_value(PLAIN, DUTY, "管理"), PLAIN.positions, "zh") == ""
