"""The review sheet as somebody meets it who opens it: what it says, what may be filled in, what it computes."""

from __future__ import annotations

import io
import os
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from export.sample_review import CHINESE, ENGLISH, kpi, review
from jdstudio.export.excel import reviewed_kpis, write_excel
from jdstudio.i18n import Language
from jdstudio.model.kinds import Kpi, Kpis, Text
from jdstudio.model.project import Facts, Project

HOSTILE = (
    "=1+1",
    "+A1",
    "-2+3",
    "@SUM(A1)",
    "#N/A",
    "TRUE",
    "2026-01-01",
    "007",
    "<b>粗</b> & ]]>",
    "“引号”\"'",
    "😀𠮷",
    "_x000D_ _x0041_",
    "  blanks  ",
    "two\nlines\tand a tab",
    "{floor} %s {0}",
)

EXCEL_2007 = {
    *("IF", "AND", "OR", "MIN", "ROUND", "SIGN", "SUM", "COUNT", "ROWS"),
    *("INDEX", "MATCH", "ISNUMBER", "ISBLANK"),
}


def written(project: Project, language: Language = "zh") -> bytes:
    return write_excel(project, project.positions[0], language)


def sheet_of(data: bytes, number: int = 0, *, values: bool = False) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values).worksheets[number]


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def formulas(sheet: Worksheet) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


# --- what stands in it -------------------------------------------------------------------------------------------------


def test_the_cells_are_as_agreed() -> None:
    """After a change that is meant: run once with JDSTUDIO_GOLDEN=write, look at the difference, commit it."""
    golden = Path(__file__).parent.parent / "golden" / "review_sheet.txt"
    told = "\n".join(_told(written(CHINESE))) + "\n"
    if os.environ.get("JDSTUDIO_GOLDEN") == "write":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text("utf-8")


def _told(data: bytes) -> list[str]:
    """Every cell that says or takes something: place, content, value of a formula, format, whether it is open."""
    lines = []
    for number in (0, 1):
        results = sheet_of(data, number, values=True)
        for row in sheet_of(data, number).iter_rows():
            for cell in row:
                if cell.value is None and (not cell.has_style or cell.protection.locked):
                    continue
                result = f" -> {results[cell.coordinate].value!r}" if cell.data_type == "f" else ""
                shown = "" if cell.number_format == "General" else f" [{cell.number_format}]"
                state = "" if cell.protection.locked else " (open)"
                lines.append(f"{number + 1} {cell.coordinate} {cell.value!r}{result}{shown}{state}")
    return lines


def test_an_english_sheet_has_no_chinese_word() -> None:
    project = replace(ENGLISH, company=replace(ENGLISH.company, name="Example Ltd"))
    book = openpyxl.load_workbook(io.BytesIO(written(project, "en")))
    said = [text for sheet in book.worksheets for text in (sheet.title, *texts(sheet))]
    rules = book.worksheets[0].data_validations.dataValidation
    said += [word for rule in rules for word in (rule.prompt, rule.promptTitle, rule.error, rule.errorTitle)]
    assert [text for text in said if re.search("[\u3400-\u9fff]", text)] == []


def test_only_kpis_that_the_review_shows_are_reviewed() -> None:
    position = CHINESE.positions[0]
    shown, hidden = kpi(11, "看得见", "1 2 3"), kpi(12, "看不见", "1 2 3")
    nested = Text(
        id="text", sections=(Kpis(id="a", items=(shown,)), Kpis(id="b", items=(hidden,), faces=("description",)))
    )
    names = [made.name for made in reviewed_kpis(replace(position, sections=(*position.sections, nested)))]
    assert names[-1] == "看得见"
    assert "看不见" not in names


def test_kpis_that_are_only_watched_stand_below_the_total_and_have_no_part_in_it() -> None:
    watched = kpi(20, "退款处理时长", "48 24 12", unit="小时", direction="lower", weight=Decimal(30), counted="no")
    project = review(kpi(1, "甲", "1 2 3", weight=Decimal(100)), watched, kpi(2, "乙", "1 2 3", weight=Decimal(0)))
    sheet = sheet_of(written(project))

    ids = [sheet[f"A{row}"].value for row in range(9, 14)]
    assert ids == ["kpi0000001", "kpi0000002", None, None, "kpi0000020"]
    assert (sheet["H11"].value, sheet["O11"].value) == (
        "=SUM(H9:H10)",
        '=IF(COUNT($O$9:$O$10)=0,"",ROUND(SUM($O$9:$O$10),2))',
    )
    assert sheet["B12"].value.startswith("仅跟踪的指标")
    assert [sheet[f"{column}13"].value for column in "HMNOP"] == [None] * 5
    assert not sheet["M13"].protection.locked
    assert sheet["N13"].protection.locked
    assert "退款处理时长" not in texts(sheet_of(written(project), 1))


def test_a_position_without_kpis_gets_a_sheet_that_says_so() -> None:
    empty = written(review())
    assert any("还没有" in text for text in texts(sheet_of(empty)))
    assert formulas(sheet_of(empty)) == []


def test_every_row_carries_its_id_and_every_column_its_name() -> None:
    sheet = sheet_of(written(CHINESE))
    assert [sheet[f"A{row}"].value for row in range(9, 16)] == [made.id for made in reviewed_kpis(CHINESE.positions[0])]
    assert {cell.value for cell in sheet[7]} >= {"id", "name", "actual", "score", "remark"}
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[7].hidden


# --- numbers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "levels", "shown", "actual"),
    [
        (kpi(1, "整数百分比", "85 100 110"), [0.85, 1, 1.1], "0%", "0.0%"),
        (kpi(1, "小数百分比", "2.6 3.3 3.7"), [0.026, 0.033, 0.037], "0.0%", "0.00%"),
        (kpi(1, "全角百分号", "85 100 110", unit=" ％ "), [0.85, 1, 1.1], "0%", "0.0%"),
        (kpi(1, "天", "24 12 6.5", unit="天", direction="lower"), [24, 12, 6.5], "0.0", "General"),
        (kpi(1, "元", "20400000 24000000 -", unit="元"), [20400000, 24000000, None], "#,##0", "#,##0"),
    ],
    ids=lambda value: value.name if isinstance(value, Kpi) else "",
)
def test_percentages_are_percent_cells_and_other_amounts_plain_numbers(
    made: Kpi, levels: list[float], shown: str, actual: str
) -> None:
    sheet = sheet_of(written(review(made)))
    assert [sheet[f"{column}9"].value for column in "IJK"] == levels
    assert {sheet[f"{column}9"].number_format for column in "IJK"} == {shown}
    assert sheet["M9"].number_format == actual


def test_weights_are_percent_cells_with_the_decimals_they_need() -> None:
    sheet = sheet_of(written(CHINESE))
    assert (sheet["H9"].value, sheet["H9"].number_format) == (0.3, "0%")
    assert (sheet["H10"].value, sheet["H10"].number_format) == (0.175, "0.0%")


def test_every_formula_has_its_value_or_is_blank_on_purpose() -> None:
    data = written(CHINESE)
    sheet, values = sheet_of(data), sheet_of(data, values=True)
    blank = [ref for ref in formulas(sheet) if values[ref].value is None]
    waiting = [f"{column}{row}" for row in range(9, 16) for column in "NO" if f"{column}{row}" in formulas(sheet)]
    assert sorted(blank) == sorted([*waiting, "N5", "P5", "O16", "P16"])
    assert len(formulas(sheet)) == 3 * 5 + 2 * 2 + 5 + 3  # computed rows, rows by hand, total row, results on top
    assert [values[ref].value for ref in ("H16", "I16", "Q16", "Q5", "P9")] == [
        1,
        "✔ 权重合计 100%",
        "7 项待填，填完后评等级",
        "0 / 7",
        "待填",
    ]


def test_weights_that_do_not_add_up_are_said() -> None:
    values = sheet_of(written(review(kpi(1, "一", "1 2 3", weight=Decimal(97)))), values=True)
    assert values["I10"].value == "✘ 权重合计 97%，应为 100%"


def test_only_functions_that_excel_2007_knows() -> None:
    sheet = sheet_of(written(CHINESE))
    used = {name for ref in formulas(sheet) for name in re.findall(r"([A-Z][A-Z0-9.]+)\(", sheet[ref].value)}
    assert used <= EXCEL_2007


def test_the_grade_is_read_from_the_second_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(CHINESE)))
    for name, expected in (("JD_GRADE", ["D", "C", "B", "A", "S"]), ("JD_GRADE_MIN", [0, 60, 75, 90, 110])):
        ((title, area),) = book.defined_names[name].destinations
        assert [cell.value for (cell,) in book[title][area.replace("$", "")]] == expected


# --- filling in --------------------------------------------------------------------------------------------------------


def test_only_what_is_to_be_filled_in_is_open() -> None:
    sheet = sheet_of(written(CHINESE))
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    is_open = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    actuals = {f"M{row}" for row in range(9, 16)}
    remarks = {f"Q{row}" for row in range(9, 16)}
    assert {"B5", "E5", "F5", "I5", "L5", *actuals, *remarks} <= is_open
    assert {ref for ref in is_open if ref.startswith("N") and int(ref[1:]) in range(6, 17)} == {"N14", "N15"}
    assert not any(sheet[ref].value for ref in actuals)


def test_actuals_take_numbers_and_points_given_by_hand_0_to_120() -> None:
    rules = sheet_of(written(CHINESE)).data_validations.dataValidation
    by_cell = {str(area): rule for rule in rules for area in rule.sqref.ranges}
    cells = {ref: rule for area, rule in by_cell.items() for ref in _cells(area)}
    assert set(cells) == {*(f"M{row}" for row in range(9, 14)), "N14", "N15"}
    for ref, rule in cells.items():
        assert (rule.type, rule.showErrorMessage, rule.showInputMessage) == ("decimal", True, True)
        assert rule.prompt
        assert rule.error
        if ref.startswith("N"):
            assert (rule.formula1, rule.formula2) == ("0", "120")
    assert "39.5%" in cells["M9"].prompt
    assert "天" in cells["M12"].prompt


def _cells(area: str) -> list[str]:
    first, _, last = area.partition(":")
    return [f"{first[0]}{row}" for row in range(int(first[1:]), int((last or first)[1:]) + 1)]


def test_the_page_is_one_a4_landscape_wide_with_its_head_on_every_page() -> None:
    sheet = sheet_of(written(CHINESE))
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.freeze_panes == "E9"
    assert "&D" not in str(sheet.oddFooter.left.text) + str(sheet.oddFooter.right.text)


# --- hostile text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_arrives_unchanged_and_is_never_a_formula(text: str) -> None:
    hostile = kpi(1, text, "1 2 3", dimension=text, source=text, definition=text, unit=text)
    project = review(hostile, facts=Facts(title=text, code=text, version=text, department=text, prepared_by=text))
    sheet = sheet_of(written(project))
    for ref in ("C9", "D9", "E9", "F9", "L9"):
        assert _decoded(sheet[ref].value) == text
        assert sheet[ref].data_type == "s"
        assert sheet[ref].quotePrefix == text.startswith(("=", "+", "-", "@"))
    assert text in _decoded(sheet["B2"].value)


def _decoded(stored: str) -> str:
    """openpyxl undoes an escaped `_x005F_` only in part; Excel undoes all of it."""
    return stored.replace("_x005F_", "_")


def test_what_a_file_cannot_hold_is_left_out() -> None:
    sheet = sheet_of(written(review(kpi(1, "a\x00b\x1fc\ud800d\uffffe\r\nf", "1 2 3"))))
    assert sheet["D9"].value == "abcde\nf"


def test_a_literal_escape_is_marked_so_that_no_reader_makes_a_line_end_of_it() -> None:
    with zipfile.ZipFile(io.BytesIO(written(review(kpi(1, "_x000D_", "1 2 3"))))) as package:
        assert b"_x005F_x000D_" in package.read("xl/sharedStrings.xml")


def test_a_text_that_just_fits_stands_in_its_cell() -> None:
    text = "长" * 32_767
    assert sheet_of(written(review(kpi(1, "一", "1 2 3", source=text))))["L9"].value == text


@pytest.mark.parametrize("text", ["长文" * 20_000, "😀" * 20_000, "_x000D_" * 6000], ids=["long", "emoji", "escapes"])
def test_a_text_too_long_for_a_cell_continues_on_the_second_sheet(text: str) -> None:
    data = written(review(kpi(1, "一", "1 2 3", source=text)))
    shown = _decoded(sheet_of(data)["L9"].value)
    assert shown.startswith(text[:15_000])
    assert shown.endswith("（全文见“填写说明”）")
    help_texts = [_decoded(each) for each in texts(sheet_of(data, 1))]
    assert "".join(help_texts[help_texts.index("单元格 L9 的全文") + 1 :]) == text


# --- the file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("project", "language"),
    [
        (CHINESE, "zh"),
        (ENGLISH, "en"),
        (review(), "zh"),
        (review(*(kpi(at, text, "1 2 3", source=text, unit=text) for at, text in enumerate(HOSTILE))), "zh"),
    ],
    ids=["zh", "en", "no kpis", "hostile"],
)
def test_nothing_in_the_file_needs_repair(project: Project, language: Language, tmp_path: Path) -> None:
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(written(project, language))
    result = OpenXmlValidator().validate(str(file))
    assert [str(error) for error in result.errors] == []


def test_the_file_names_its_title_its_author_and_this_program() -> None:
    data = written(CHINESE)
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (properties.title, properties.creator, properties.language) == ("电商运营主管 绩效考核表", "王敏", "zh-CN")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<Application>JD Studio</Application>" in package.read("docProps/app.xml")


def test_the_same_project_makes_the_same_sheets() -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}

    assert parts(written(CHINESE)) == parts(written(CHINESE))


# --- room --------------------------------------------------------------------------------------------------------------


def test_large_levels_get_the_room_they_need() -> None:
    """A number wider than its column shows as ###."""
    wide = sheet_of(
        written(review(kpi(1, "净销售额", "1234567890 2345678901.25 -", unit="元", weight=Decimal("12.345"))))
    )
    for column, shown in (
        ("H", "12.345%"),
        ("I", "1,234,567,890.00"),
        ("J", "2,345,678,901.25"),
        ("M", "2,345,678,901.25"),
    ):
        assert wide.column_dimensions[column].width >= len(shown) + 2
    usual = sheet_of(written(ENGLISH, "en"))
    assert usual.column_dimensions["I"].width == 8
    assert usual.column_dimensions["E"].width > wide.column_dimensions["E"].width


def test_a_sheet_that_runs_a_little_over_is_set_on_one_page_lest_its_lines_to_sign_on_stand_alone() -> None:
    fits = [_fit_of(count) for count in range(1, 20)]
    assert 1 in fits
    assert fits[0] == fits[-1] == 0


def _fit_of(count: int) -> int:
    made = review(*(kpi(number, f"指标 {number}", "80 90 95") for number in range(1, count + 1)))
    book = openpyxl.load_workbook(io.BytesIO(write_excel(made, made.positions[0], "zh")))
    return int(book.worksheets[0].page_setup.fitToHeight)
