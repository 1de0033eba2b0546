"""Files in both languages: one file, named in the project's own, that holds what both say."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from jdstudio.export.jobs import plan
from jdstudio.export.registry import render
from jdstudio.model.kinds import Kpi, Kpis, Text
from jdstudio.model.languages import Reading
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Language, Position, Project
from jdstudio.model.translation_edits import set_main_language, set_translation

PURPOSE = Text(id="t", title="引言", text="带好团队。")
KPIS = Kpis(id="k", title="指标", items=(Kpi(id="k1", name="毛利率"),))
PROJECT = Project("x", "团队", positions=(Position("p", Facts(title="店铺主管"), (PURPOSE, KPIS)),))
for _place, _text in (
    (Place("p", field="title"), "Store lead"),
    (Place("p", "t", field="text"), "Leads the team."),
    (Place("p", "k", "k1", "name"), "Gross margin"),
):
    PROJECT = set_translation(PROJECT, _place, _text)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh", ["店铺主管-岗位说明书-中英对照.docx", "店铺主管-绩效考核表-中英对照.xlsx"]),
        ("en", ["Store lead - Job description - bilingual.docx", "Store lead - Review sheet - bilingual.xlsx"]),
    ],
)
def test_a_file_in_both_languages_is_named_in_the_projects_own(language: Language, names: list[str]) -> None:
    project = set_main_language(PROJECT, language)
    assert [job.file_name for job in plan(project, project.positions, ("word", "excel"), ("both",))] == names


def test_a_file_in_the_other_language_has_its_title() -> None:
    jobs = plan(PROJECT, PROJECT.positions, ("word", "excel"), ("en",))
    assert [job.file_name for job in jobs] == ["Store lead - Job description.docx", "Store lead - Review sheet.xlsx"]


def test_word_sets_prose_side_by_side_without_a_head() -> None:
    document = docx.Document(io.BytesIO(render(PROJECT, PROJECT.positions[0], "word", "both")))
    prose = next(table for table in document.tables if table.cell(0, 0).text == "带好团队。")
    assert [[cell.text for cell in row.cells] for row in prose.rows] == [["带好团队。", "Leads the team."]]
    assert not prose._tbl.xpath(".//w:tblHeader")


def test_html_and_markdown_hold_both() -> None:
    page = render(PROJECT, PROJECT.positions[0], "html", "both").decode()
    assert "<td>带好团队。</td><td>Leads the team.</td>" in page
    assert "指标" in page
    text = render(PROJECT, PROJECT.positions[0], "markdown", "both").decode()
    assert "| 带好团队。 | Leads the team. |" in text
    assert "**毛利率** / **Gross margin**" in text
    assert "| 任职者 / Holder |" in text


@pytest.mark.parametrize(
    ("reading", "title", "head", "name"),
    [
        ("zh", "绩效考核表", "指标", "毛利率"),
        ("en", "Review sheet", "KPI", "Gross margin"),
        ("both", "绩效考核表 / Review sheet", "指标\nKPI", "毛利率 / Gross margin"),
    ],
)
def test_a_review_sheet_has_its_labels_and_its_content_in_what_is_asked_for(
    reading: Reading, title: str, head: str, name: str
) -> None:
    file = io.BytesIO(render(PROJECT, PROJECT.positions[0], "excel", reading))
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert [sheet[ref].value for ref in ("B1", "D8", "D9")] == [title, head, name]
