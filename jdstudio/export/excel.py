"""The review sheet as a workbook that computes its own scores: one row per KPI, a place to fill in, total and grade.

The formulas come from scoring/, and so do the values written beside them. The hidden column of ids and the hidden row
of column names lead a filled-in sheet back to its KPIs, however its rows were moved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from jdstudio.blocks.build import is_shown
from jdstudio.blocks.words import WORDS
from jdstudio.export.excel_cells import Sheet
from jdstudio.export.excel_columns import (
    COLUMNS,
    actual_format,
    cell_number,
    column_widths,
    level_format,
    percent_format,
)
from jdstudio.export.excel_help import GRADE_LEAST, GRADE_NAMES, write_help
from jdstudio.export.excel_looks import BAD, GOOD, WARN, colour_rules, new_workbook
from jdstudio.export.excel_package import complete, saved
from jdstudio.export.excel_text import cell_text, height
from jdstudio.export.excel_words import SHEET_WORDS, SheetWords, sheet_words
from jdstudio.i18n import Language
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import Kpi, Kpis, is_counted
from jdstudio.model.languages import Reading, other_language
from jdstudio.model.project import Facts, Position, Project
from jdstudio.model.values import show_number
from jdstudio.model.walk import sections_of
from jdstudio.scoring import by_hand, linear
from jdstudio.scoring.curve import way_of
from jdstudio.scoring.points import AT_FLOOR, AT_TARGET, CAP, rounded
from jdstudio.scoring.total import (
    Total,
    full_weight_formula,
    grade_formula,
    total,
    total_formula,
    weighted_formula,
)

_KEYS, _HEAD, _FIRST = 7, 8, 9  # rows
_PRINTED = (806.0, 530.0)  # points across and down an A4 page on its side, without its margins
_POINTS_A_CHARACTER = 5.25  # of a column's width
_SET_SMALLER = 1.18
_THIRDS = (("F", "K"), ("L", "Q"))  # the second and the last third of the width, for comments and signatures


def write_excel(project: Project, position: Position, reading: Reading) -> bytes:
    """The workbook of one position. `reading` chooses the labels, where both have the project's own language first.

    The content is written as it stands.
    """
    return _Review(project, position, reading).bytes()


class _Review:
    """One workbook being written: what all its parts need to know."""

    def __init__(self, project: Project, position: Position, reading: Reading) -> None:
        self.project, self.position = project, position
        self.language: Language = project.language if reading == "both" else reading
        self.both = reading == "both"
        self.words: SheetWords = sheet_words(self.language, both=self.both)
        self.kpis, self.watched = reviewed_kpis(position), watched_kpis(position)
        self.blank: Total = total(self.kpis, {})
        self.book: Workbook = new_workbook()
        self.book.remove(self.book.worksheets[0])
        self.sheet = Sheet(self.book, self.words.sheet, self.words.more)
        self.width = column_widths((*self.kpis, *self.watched))
        self.last = _FIRST + len(self.kpis) - 1
        self.sum = self.last + 1

    def bytes(self) -> bytes:
        self.head()
        if self.kpis:
            self.table_head()
            for row, scored in enumerate(self.blank.scored, _FIRST):
                self.kpi(row, scored.kpi, row - _FIRST + 1)
                self.scores(row, scored.kpi)
            self.total_row()
            self.results()
            self.rules()
            self.closing(self.watch(self.sum + 1) + 1)
        else:
            ref = self.sheet.band(_HEAD, "B", "Q", "message")
            self.sheet.text(ref, self.words.no_kpis, "message")
            self.sheet.height(_HEAD, 60)
        helped = write_help(self.book, self.words, self.language, self.kpis, self.sheet.long)
        self.page(self.sheet, landscape=True)
        self.page(helped, landscape=False)
        self.properties()
        package = saved(self.book)
        values = {sheet.cells.path.removeprefix("/"): sheet.values for sheet in (self.sheet, helped)}
        return complete(package, values)

    def said(self, say: Callable[[Language], str], between: str = "\n") -> str:
        """What something is called: in the sheet's language, or in both."""
        one = say(self.language)
        two = say(other_language(self.language)) if self.both else one
        return one if one == two else f"{one}{between}{two}"

    # --- above the table ---------------------------------------------------------------------------------------------

    def head(self) -> None:
        """Title, facts of the position, and the row to fill in about the person and the period."""
        sheet = self.sheet
        sheet.widths(self.width)
        sheet.cells.column_dimensions["A"].hidden = True
        sheet.text("B1", " · ".join(filter(None, (self.project.company.name, self.said(_title, " / ")))), "title")
        facts = self.facts()
        sheet.text(sheet.band(2, "B", "H", "facts"), facts, "facts")
        sheet.text(sheet.band(2, "I", "Q", "hint"), self.words.hint, "hint")
        room = sum(self.width[column] for column in "BCDEFGH")
        for row, points in (
            (1, 34),
            (2, height([(facts, room)], 15, 4)),
            (3, 6),
            (4, 31 if self.both else 18),
            (5, 27),
            (6, 8),
        ):
            sheet.height(row, points)
        spans = (("B", "D"), ("E", "E"), ("F", "H"), ("I", "K"), ("L", "M"))
        for (first, last), label in zip(spans, self.words.info, strict=True):
            sheet.text(f"{first}4", label, "label")
            sheet.band(5, first, last, "fill in")

    def facts(self) -> str:
        parts = []
        for name in ("title", "department", "code", "version"):
            label = self.said(fields_of(Facts)[name].label, " / ")
            if value := getattr(self.position.facts, name):
                parts.append(f"{label}{WORDS[self.language].colon}{value}")
        return "　 ".join(parts)

    def results(self) -> None:
        """Total, grade and how much is filled in, at the top where they are looked for."""
        filled, of = self.blank.filled
        cells = (
            ("N", "O", f"$O${self.sum}", self.blank.total, "0.00"),
            ("P", "P", f"$P${self.sum}", self.blank.grade, "General"),
            ("Q", "Q", f'COUNT({self.weighted})&" / "&ROWS({self.weighted})', f"{filled} / {of}", "General"),
        )
        for (first, last, formula, value, shown), label in zip(cells, self.words.results, strict=True):
            self.sheet.text(self.sheet.band(4, first, last, "result label"), label, "result label")
            self.sheet.formula(self.sheet.band(5, first, last, "result"), formula, value, "result", shown)

    # --- the table ---------------------------------------------------------------------------------------------------

    @property
    def weighted(self) -> str:
        return f"$O${_FIRST}:$O${self.last}"

    def table_head(self) -> None:
        fields = fields_of(Kpi)
        for column in COLUMNS:
            self.sheet.text(f"{column.letter}{_KEYS}", column.name, "hidden")
            label = self.words.columns.get(column.name) or (
                self.said(fields[column.name].label) if column.name in fields else "id"
            )
            points = {"floor": AT_FLOOR, "target": AT_TARGET, "stretch": CAP}.get(column.name)
            if points is not None:
                label += "\n" + self.words.points.format(points=points)
            self.sheet.text(f"{column.letter}{_HEAD}", label, column.head)
        self.sheet.cells.row_dimensions[_KEYS].hidden = True
        self.sheet.height(_HEAD, 74 if self.both else 34)

    def kpi(self, row: int, kpi: Kpi, number: int) -> None:
        """What is known of a KPI before anybody fills in its row."""
        sheet = self.sheet
        definition = _with_below(kpi.definition, kpi, self.words.under)
        source = _with_below(kpi.source, kpi, self.words.under_source)
        sheet.text(f"A{row}", kpi.id, "hidden")
        sheet.number(f"B{row}", Decimal(number), "middle")
        sheet.text(f"C{row}", kpi.dimension, "middle")
        sheet.text(f"D{row}", kpi.name, "name")
        sheet.text(f"E{row}", definition, "text")
        sheet.text(f"F{row}", kpi.unit, "middle")
        sheet.text(f"G{row}", self.said(partial(fields_of(Kpi)["direction"].choice, kpi.direction)), "middle")
        weight = kpi.weight if is_counted(kpi) else None
        sheet.number(f"H{row}", cell_number(weight, percent=True), "amount", percent_format([weight]))
        levels = (kpi.floor, kpi.target, kpi.stretch)
        for column, level in zip("IJK", levels, strict=True):
            sheet.number(f"{column}{row}", cell_number(level, percent=kpi.in_percent), "amount", level_format(kpi))
        sheet.text(f"L{row}", source, "text")
        sheet.text(f"Q{row}", "", "remark to fill")
        wrapped = (("C", kpi.dimension), ("D", kpi.name), ("E", definition), ("F", kpi.unit), ("L", source))
        least = 29 if way_of(kpi) == "linear" else 46  # words of one's own need more room than a number
        sheet.height(row, max(least, height([(text, self.width[column]) for column, text in wrapped], 14, 7)))

    def watch(self, row: int) -> int:
        """The KPIs that are only watched, below the total and without a part in it; the row behind them."""
        if not self.watched:
            return row
        sheet = self.sheet
        sheet.text(sheet.band(row, "B", "Q", "note label"), self.words.watched, "note label")
        sheet.height(row, 34 if self.both else 24)
        for number, kpi in enumerate(self.watched, 1):
            row += 1
            self.kpi(row, kpi, number)
            sheet.number(f"M{row}", None, "amount to fill", actual_format(kpi))
            for column in "NOP":
                sheet.text(f"{column}{row}", "", "middle")
        return row + 1

    def scores(self, row: int, kpi: Kpi) -> None:
        """Score, weighted score and status, blank until the actual or, where a person scores, the score is filled in."""
        words, actual, points, weight = self.words, f"$M{row}", f"$N{row}", f"$H{row}"
        bands = f'IF({points}>={AT_TARGET},"{words.met}",IF({points}>={AT_FLOOR},"{words.partly}","{words.missed}"))'
        if way_of(kpi) == "linear":
            self.sheet.number(f"M{row}", None, "amount to fill", actual_format(kpi))
            levels = linear.Cells(f"$I{row}", f"$J{row}", f"$K{row}", actual)
            self.sheet.formula(f"N{row}", linear.formula(kpi, levels), None, "points", "0.00")
            counted, awaited, wrong = points, actual, words.not_a_number
        else:
            self.sheet.text(f"M{row}", "", "remark to fill")
            self.sheet.number(f"N{row}", None, "amount to fill", "0.00")
            counted, awaited, wrong = by_hand.formula(points), points, words.out_of_range
        status = f'IF(ISNUMBER($O{row}),{bands},IF(ISBLANK({awaited}),"{words.to_fill}","{wrong}"))'
        self.sheet.formula(f"O{row}", weighted_formula(counted, weight), None, "middle", "0.00")
        self.sheet.formula(f"P{row}", status, words.to_fill, "middle", "General")

    def total_row(self) -> None:
        sheet, words, row, blank = self.sheet, self.words, self.sum, self.blank
        weight, shown = f"$H${row}", show_number(rounded(blank.weight))
        full, (before, after) = full_weight_formula(weight), words.weights_wrong
        wrong = f"{before}{shown}{after}"
        sheet.text(sheet.band(row, "B", "G", "total text"), words.sum, "total text")
        weights = [kpi.weight for kpi in self.kpis]
        sheet.formula(f"H{row}", f"SUM(H{_FIRST}:H{self.last})", blank.weight / 100, "total", percent_format(weights))
        sheet.formula(
            sheet.band(row, "I", "M", "total"),
            f'IF({full},"{words.weights_right}","{before}"&ROUND({weight}*100,2)&"{after}")',
            words.weights_right if blank.weight == 100 else wrong,
            "total",
            "General",
        )
        sheet.text(f"N{row}", "", "total")
        sheet.formula(f"O{row}", total_formula(self.weighted), blank.total, "total", "0.00")
        grade = grade_formula(f"$O${row}", self.weighted, weight, GRADE_NAMES, GRADE_LEAST)
        sheet.formula(f"P{row}", grade, blank.grade, "total", "General")
        still = f"(ROWS({self.weighted})-COUNT({self.weighted}))"
        sheet.formula(
            f"Q{row}",
            f'IF({still}>0,{still}&"{words.still_open}",IF({full},"{words.complete}","{words.no_grade}"))',
            f"{blank.filled[1] - blank.filled[0]}{words.still_open}",
            "total note",
            "General",
        )
        sheet.height(row, 30)

    def rules(self) -> None:
        """What may be filled in, and the colours of the results; words say the same as the colours."""
        words, cells = self.words, self.sheet.cells
        prompts: dict[tuple[str, str], DataValidation] = {}
        for row, kpi in (*enumerate(self.kpis, _FIRST), *enumerate(self.watched, self.sum + 2)):
            if is_counted(kpi) and way_of(kpi) == "manual":
                key = ("N", words.ask_points)
            elif kpi.in_percent:
                key = ("M", words.ask_percent)
            else:
                key = ("M", words.ask_number.format(unit=kpi.unit.strip()[:40] or "—"))
            if key not in prompts:
                prompts[key] = self.validation(*key)
                cells.add_data_validation(prompts[key])
            prompts[key].add(f"{key[0]}{row}")
        status = f"$P{_FIRST}"
        bad = ",".join(f'{status}="{word}"' for word in (words.missed, words.not_a_number, words.out_of_range))
        cases = ((f'{status}="{words.met}"', GOOD), (f'{status}="{words.partly}"', WARN), (f"OR({bad})", BAD))
        for rule in colour_rules(*cases):
            cells.conditional_formatting.add(f"N{_FIRST}:N{self.last} P{_FIRST}:P{self.last}", rule)
        for rule in colour_rules((f"NOT({full_weight_formula(f'$H${self.sum}')})", BAD)):
            cells.conditional_formatting.add(f"H{self.sum}:M{self.sum}", rule)

    def validation(self, column: str, prompt: str) -> DataValidation:
        by_person = column == "N"
        low, high = ("0", str(CAP)) if by_person else ("-1E+15", "1E+15")
        rule = DataValidation(type="decimal", operator="between", formula1=low, formula2=high, allow_blank=True)
        rule.promptTitle = self.words.columns["score" if by_person else "actual"].replace("\n", " / ")
        rule.prompt = cell_text(prompt)
        rule.errorTitle = rule.promptTitle
        rule.error = self.words.bad_points if by_person else self.words.bad_number
        rule.showInputMessage = rule.showErrorMessage = True
        return rule

    # --- below the table ---------------------------------------------------------------------------------------------

    def closing(self, row: int) -> None:
        """Comments, and lines to sign on: once for the goals, once for the result."""
        sheet = self.sheet
        sheet.height(row - 1, 8)
        for (first, last), label in zip((("B", "E"), *_THIRDS), self.words.comments, strict=True):
            sheet.text(sheet.band(row, first, last, "note label"), label, "note label")
            sheet.band(row + 1, first, last, "note")
        sheet.height(row, 33 if self.both else 20)
        sheet.height(row + 1, 52)
        for at, label in enumerate(self.words.confirmations, row + 2):
            sheet.text(sheet.band(at, "B", "C", "sign label"), label, "sign label")
            for (first, last), signer in zip((("D", "E"), *_THIRDS), self.words.signers, strict=True):
                sheet.text(sheet.band(at, first, last, "sign"), signer, "sign")
            sheet.height(at, 40 if self.both else 27)

    # --- the file ----------------------------------------------------------------------------------------------------

    def page(self, sheet: Sheet, *, landscape: bool) -> None:
        """A4, one page wide, page numbers, frozen heads, locked but for what is to be filled in."""
        cells = sheet.cells
        cells.sheet_view.showGridLines = False
        cells.page_setup.orientation = "landscape" if landscape else "portrait"
        cells.page_setup.paperSize = "9"
        cells.page_setup.fitToHeight = 1 if landscape and _is_nearly_one_page(cells) else 0
        cells.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        cells.print_options.horizontalCentered = True
        for side, inches in (("left", 0.25), ("right", 0.25), ("top", 0.4), ("bottom", 0.5), ("footer", 0.25)):
            setattr(cells.page_margins, side, inches)
        if landscape and self.kpis:
            cells.freeze_panes = f"E{_FIRST}"
            cells.print_title_rows = f"{_HEAD}:{_HEAD}"
        cells.protection.sheet = True
        cells.protection.formatColumns = cells.protection.formatRows = False  # allowed: wider columns, higher rows
        self.footer(cells)

    def footer(self, cells: Any) -> None:
        """No date: it would follow the reader's settings. `&` commands in it, two of them are the sign itself."""
        words, facts = WORDS[self.language], self.position.facts
        left = " ".join(f"{facts.code} {facts.version}".split())[:80].replace("&", "&&")
        for part, text in (
            (cells.oddFooter.left, cell_text(left)),
            (cells.oddFooter.center, "&P / &N" if self.both else words.pages.format(page="&P", pages="&N")),
            (cells.oddFooter.right, self.said(lambda language: WORDS[language].internal, " / ")),
        ):
            part.text, part.size = text or None, 8

    def properties(self) -> None:
        properties, facts = self.book.properties, self.position.facts
        properties.creator = cell_text(facts.prepared_by) or "JD Studio"
        properties.title = cell_text(" ".join(filter(None, (facts.title, self.words.sheet))))
        properties.language = "zh-CN" if self.language == "zh" else "en"


def _title(language: Language) -> str:
    return SHEET_WORDS[language].sheet


def _is_nearly_one_page(cells: Any) -> bool:
    """Whether a landscape sheet, one page wide, runs over its page by so little that it had better be set smaller.

    Lines to sign on alone on a second page look like a mistake. At the limit, text of 10 points prints at about 7.3.
    """
    across = sum(column.width for column in cells.column_dimensions.values() if not column.hidden) * _POINTS_A_CHARACTER
    down = sum(row.height or 0 for row in cells.row_dimensions.values() if not row.hidden)
    return bool(1 < down * _PRINTED[0] / max(across, _PRINTED[0]) / _PRINTED[1] <= _SET_SMALLER)


def reviewed_kpis(position: Position) -> tuple[Kpi, ...]:
    """The KPIs that are scored: of all KPI sections the review shows, in reading order."""
    return tuple(kpi for kpi in _shown_kpis(position) if is_counted(kpi))


def watched_kpis(position: Position) -> tuple[Kpi, ...]:
    """The KPIs beside them that are only watched."""
    return tuple(kpi for kpi in _shown_kpis(position) if not is_counted(kpi))


def _shown_kpis(position: Position) -> tuple[Kpi, ...]:
    sections = [section for section in sections_of(position, "kpis") if is_shown(section, "review")]
    return tuple(kpi for section in sections if isinstance(section, Kpis) for kpi in section.items)


def _with_below(text: str, kpi: Kpi, labels: Mapping[str, str]) -> str:
    """A text with the fields of a KPI below it that have one, each in its words."""
    below = (label.format(text=said) for name, label in labels.items() if (said := getattr(kpi, name)))
    return "\n".join(filter(None, (text, *below)))
