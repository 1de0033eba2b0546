"""LibreOffice fills the place of the person with Excel: what it computes must be what scoring/ says."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from export.sample_review import CHINESE, ENGLISH, kpi, review
from jdstudio.export.excel import reviewed_kpis, write_excel
from jdstudio.i18n import Language
from jdstudio.model.kinds import Kpi
from jdstudio.model.project import Project
from jdstudio.scoring.curve import way_of
from jdstudio.scoring.total import Total, total

pytestmark = pytest.mark.office

FIRST = 9
Entries = Mapping[str, Decimal | str | None]
"""What a person fills in, by KPI id: an actual, points where the KPI is scored by hand, a word, or nothing."""

GOOD: Entries = {
    "kpi0000001": Decimal("103.5"),
    "kpi0000002": Decimal("2.6"),
    "kpi0000003": Decimal(17),
    "kpi0000004": Decimal(9),
    "kpi0000005": Decimal("23850000.55"),
    "kpi0000006": Decimal("92.345"),
    "kpi0000007": Decimal(120),
}
FILLED: Mapping[str, tuple[Project, Language, Entries]] = {
    "nothing": (CHINESE, "zh", {}),
    "everything": (CHINESE, "zh", GOOD),
    "a part": (ENGLISH, "en", {"kpi0000001": Decimal("39.5")}),
    "words": (CHINESE, "zh", {**GOOD, "kpi0000001": "约 103%", "kpi0000006": "好"}),
    "too many points": (
        ENGLISH,
        "en",
        {"kpi0000001": Decimal(40), "kpi0000002": Decimal(7), "kpi0000003": Decimal(121)},
    ),
    "one only watched": (
        review(kpi(1, "一", "80 90 95", weight=Decimal(100)), kpi(2, "二", "1 2 3", weight=Decimal(50), counted="no")),
        "zh",
        {"kpi0000001": Decimal(90)},
    ),
    "a weight short": (review(kpi(1, "一", "80 90 95", weight=Decimal("99.99"))), "zh", {"kpi0000001": Decimal(90)}),
}


def _random_rows(count: int) -> Iterator[tuple[Kpi, Decimal | str | None]]:
    """KPIs of every kind with actuals on, a hair beside and far from their levels, and such that score a half."""
    chance = random.Random(20260101)  # noqa: S311  the same rows in every run
    for number in range(count):
        places, scale = chance.choice((0, 0, 1, 2, 3)), chance.choice((1, 10, 100, 10000))
        floor = Decimal(chance.randint(-50, 100 * scale)).scaleb(-places)
        better = chance.choice((1, -1))
        target = floor + better * Decimal(chance.choice((1, 2, 4, 5, 8, 16, 40, chance.randint(1, 5000)))).scaleb(
            -places
        )
        gain = better * Decimal(chance.randint(1, 3000)).scaleb(-places)
        stretch = chance.choice((None, target, target + gain, target + gain))
        step = Decimal(chance.choice((1, 5, 125))).scaleb(-chance.randint(0, places + 3))
        level = chance.choice((floor, target, target if stretch is None else stretch))
        actual = chance.choice(
            (level, level + step, level - step, floor + (target - floor) * chance.randint(-8, 40) / 16, None, "无")
        )
        made = Kpi(
            id=f"row{number}",
            name=f"{number}",
            direction="higher" if better > 0 else "lower",
            unit=chance.choice(("%", "天")),
            weight=Decimal("0.05"),
            floor=floor,
            target=target,
            stretch=stretch,
        )
        yield made, actual


def _fill(project: Project, language: Language, entries: Entries) -> bytes:
    """The sheet filled in and saved by openpyxl, which forgets all values: LibreOffice has to compute every formula."""
    book = openpyxl.load_workbook(io.BytesIO(write_excel(project, project.positions[0], language)))
    sheet = book.worksheets[0]
    for row, made in enumerate(reviewed_kpis(project.positions[0]), FIRST):
        entry = entries.get(made.id)
        by_hand = way_of(made) == "manual"
        if isinstance(entry, Decimal) and made.in_percent and not by_hand:
            sheet[f"M{row}"] = (
                float(entry) / 100
            )  # what a program makes of a typed 3.3 %: not always the nearest fraction
        elif entry is not None:
            sheet[f"{'N' if by_hand else 'M'}{row}"] = float(entry) if isinstance(entry, Decimal) else entry
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _expected(project: Project, entries: Entries) -> Total:
    rows = reviewed_kpis(project.positions[0])
    numbers = {each: entry for each, entry in entries.items() if isinstance(entry, Decimal)}
    given = {row.id: numbers.pop(row.id) for row in rows if way_of(row) == "manual" and row.id in numbers}
    return total(rows, numbers, {each: points for each, points in given.items() if points <= 120})


ROWS = dict(_random_rows(2000))
RANDOM = review(*ROWS), "zh", {made.id: actual for made, actual in ROWS.items()}


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Worksheet]:
    """All sheets recalculated, in one call."""
    folder = tmp_path_factory.mktemp("office")
    for name, case in {**FILLED, "random": RANDOM}.items():
        (folder / f"{name}.xlsx").write_bytes(_fill(*case))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [shutil.which("soffice") or "soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out"]
    names = [path.name for path in folder.glob("*.xlsx")]
    subprocess.run([*command, *names], check=True, cwd=folder, capture_output=True, timeout=180)
    return {path.stem: _values(path) for path in (folder / "out").glob("*.xlsx")}


def _values(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path, data_only=True).worksheets[0]


def _decimal(value: object) -> Decimal | None:
    return Decimal(f"{value:.15g}") if isinstance(value, int | float) else None


def _differences(sheet: Worksheet, expected: Total) -> list[str]:
    found = []
    for row, scored in enumerate(expected.scored, FIRST):
        shown = sheet[f"M{row}"].value, sheet[f"N{row}"].value, sheet[f"O{row}"].value
        computes = way_of(scored.kpi) == "linear"
        if (computes and _decimal(shown[1]) != scored.score) or _decimal(shown[2]) != scored.weighted:
            found.append(f"row {row}: {shown} instead of {scored}")
    return found


@pytest.mark.parametrize("name", FILLED)
def test_a_filled_in_sheet_computes_what_scoring_says(name: str, computed: dict[str, Worksheet]) -> None:
    project, _, entries = FILLED[name]
    expected, sheet = _expected(project, entries), computed[name]
    last = FIRST + len(expected.scored)
    assert _differences(sheet, expected) == []
    assert _decimal(sheet[f"O{last}"].value) == expected.total == _decimal(sheet["N5"].value)
    assert (sheet[f"P{last}"].value or None) == expected.grade == (sheet["P5"].value or None)
    assert sheet["Q5"].value == f"{expected.filled[0]} / {expected.filled[1]}"


def test_only_a_complete_sheet_has_a_grade(computed: dict[str, Worksheet]) -> None:
    assert {name for name in FILLED if computed[name]["P5"].value} == {"everything", "one only watched"}
    assert computed["everything"]["Q16"].value == "已全部填写"
    assert computed["a part"]["Q12"].value == "2 still open; the grade follows"
    assert computed["a weight short"]["Q10"].value == "权重合计不是 100%，不评等级"
    assert computed["a weight short"]["I10"].value == "✘ 权重合计 99.99%，应为 100%"


def test_the_status_says_in_words_what_the_colour_shows(computed: dict[str, Worksheet]) -> None:
    status = [computed["words"][f"P{row}"].value for row in range(9, 16)]
    assert status == ["非数字", "待改进", "待改进", "达标", "待改进", "须 0–120", "达标"]
    assert [computed["nothing"][f"P{row}"].value for row in range(9, 16)] == ["待填"] * 7
    assert computed["too many points"]["P11"].value == "0–120 only"


def test_two_thousand_random_rows_score_the_same_in_the_sheet(computed: dict[str, Worksheet]) -> None:
    project, _, entries = RANDOM
    expected, sheet = _expected(project, entries), computed["random"]
    assert _differences(sheet, expected) == []
    assert {row.score is None for row in expected.scored} == {True, False}
    assert _decimal(sheet[f"O{FIRST + 2000}"].value) == expected.total


def test_the_values_written_beside_the_formulas_are_what_libreoffice_computes(computed: dict[str, Worksheet]) -> None:
    """The unfilled sheet: a reader that computes nothing sees the same."""
    project, language, _ = FILLED["nothing"]
    data = write_excel(project, project.positions[0], language)
    ours, formulas = (
        openpyxl.load_workbook(io.BytesIO(data), data_only=values).worksheets[0] for values in (True, False)
    )
    refs = [cell.coordinate for row in formulas.iter_rows() for cell in row if cell.data_type == "f"]
    assert refs
    assert {ref: ours[ref].value for ref in refs} == {ref: computed["nothing"][ref].value or None for ref in refs}
