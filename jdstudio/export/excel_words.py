"""The words of the review sheet, in the document's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from jdstudio.i18n import Language
from jdstudio.model.languages import other_language


class SheetWords(msgspec.Struct, frozen=True):
    """`{…}` are filled in by whoever writes the word."""

    sheet: str
    help: str
    hint: str
    info: tuple[str, str, str, str, str]  # name, employee number, period, reviewer, date
    results: tuple[str, str, str]  # total, grade, filled
    columns: Mapping[str, str]  # those that are not fields of a KPI
    under: Mapping[str, str]  # what stands below the definition
    under_source: Mapping[str, str]  # what stands below the source of the data
    points: str
    sum: str
    watched: str
    weights_right: str
    weights_wrong: tuple[str, str]
    still_open: str
    complete: str
    no_grade: str
    to_fill: str
    not_a_number: str
    out_of_range: str
    met: str
    partly: str
    missed: str
    comments: tuple[str, str, str]
    confirmations: tuple[str, str]
    signers: tuple[str, str, str]
    no_kpis: str
    more: str
    whole_text: str
    ask_percent: str
    ask_number: str
    ask_points: str
    bad_number: str
    bad_points: str
    steps: tuple[str, ...]
    grades: str
    grade_heads: tuple[str, str, str]
    grade_note: str
    rules: str
    rule_heads: tuple[str, str, str]
    rule_curve: Mapping[tuple[str, bool], str]  # by direction, and whether there is a stretch
    rule_hand: str
    rule_levels: str


ZH = SheetWords(
    sheet="绩效考核表",
    help="填写说明",
    hint="浅黄色的格子填写，其余已锁定；得分、总分和等级自动计算。",
    info=("姓名", "工号", "考核期", "考核人", "考核日期"),
    results=("总分", "等级", "已填"),
    columns={
        "no": "序号",
        "definition": "定义与计算公式",
        "source": "数据来源\n与周期",
        "actual": "实际完成",
        "score": "得分",
        "weighted": "加权得分",
        "status": "状态",
        "remark": "佐证与备注",
    },
    under={"formula": "公式：{text}", "rule": "评分：{text}", "pitfall": "防走样：{text}", "incentive": "激励：{text}"},
    under_source={"period": "{text}", "provider": "提供：{text}", "evidence": "佐证：{text}"},
    points="{points} 分",
    sum="合计",
    watched="仅跟踪的指标：填写实际完成，不计分，不计入权重和总分",
    weights_right="✔ 权重合计 100%",
    weights_wrong=("✘ 权重合计 ", "%，应为 100%"),
    still_open=" 项待填，填完后评等级",
    complete="已全部填写",
    no_grade="权重合计不是 100%，不评等级",
    to_fill="待填",
    not_a_number="非数字",
    out_of_range="须 0–120",
    met="达标",
    partly="待改进",
    missed="未达标",
    comments=("员工自评", "上级评语", "改进计划"),
    confirmations=("期初确认目标", "期末确认结果"),
    signers=("被考核人签字 / 日期：", "直接上级签字 / 日期：", "人力资源签字 / 日期："),
    no_kpis="这个岗位还没有列入考核的指标。请在 JD Studio 中添加指标，再导出考核表。",
    more="（全文见“填写说明”）",
    whole_text="单元格 {cell} 的全文",
    ask_percent="填百分数，例如 39.5%（或 0.395）。",
    ask_number="填数字，单位：{unit}。没有数据就留空，不要填 0。",
    ask_points="由考核人填写 0 到 120 的得分。",
    bad_number="这里只能填数字；说明请写在“佐证与备注”。",
    bad_points="得分须是 0 到 120 之间的数字。",
    steps=(
        "在“绩效考核表”的浅黄色格子里填写：姓名等信息、每个指标的“实际完成”、佐证与评语。",
        "百分比指标直接填 39.5% 或 0.395；其他指标按“单位”列填数字，不带单位。",
        "没有数据就留空。空白表示“待填”，不等于 0；文字不计分，状态会显示“非数字”。",
        "得分、加权得分、总分、等级由公式计算，已锁定（无密码，可在“审阅”中取消保护）。",
        "全部指标填完、且权重合计 100% 时才显示等级。",
        "请保留隐藏的 A 列和第 7 行：填好的表靠它们对应回原来的指标。",
    ),
    grades="等级",
    grade_heads=("等级", "总分不低于", "含义"),
    grade_note="总分 = 各指标加权得分之和；加权得分 = 得分 × 权重。得分保留两位小数，最高 120 分。",
    rules="各指标的计分",
    rule_heads=("序号", "指标", "计分规则"),
    rule_curve={
        (
            "higher",
            True,
        ): "达到 {floor} 得 60 分，{target} 得 100 分，{stretch} 及以上得 120 分，其间按直线计算；低于 {floor} 得 0 分。",
        ("higher", False): "达到 {floor} 得 60 分，{target} 及以上得 100 分，其间按直线计算；低于 {floor} 得 0 分。",
        (
            "lower",
            True,
        ): "不超过 {floor} 得 60 分，{target} 得 100 分，{stretch} 及以下得 120 分，其间按直线计算；高于 {floor} 得 0 分。",
        ("lower", False): "不超过 {floor} 得 60 分，{target} 及以下得 100 分，其间按直线计算；高于 {floor} 得 0 分。",
    },
    rule_hand="由考核人直接评分，0 到 120 分。",
    rule_levels="底线、目标或挑战不全或互相矛盾，由考核人直接评分，0 到 120 分。",
)

EN = SheetWords(
    sheet="Review sheet",
    help="How to fill in",
    hint="Fill in the pale yellow cells; the rest is locked and computes itself.",
    info=("Name", "Employee no.", "Review period", "Reviewer", "Date"),
    results=("Total", "Grade", "Filled in"),
    columns={
        "no": "No.",
        "definition": "Definition and formula",
        "source": "Data source,\nperiod",
        "actual": "Actual",
        "score": "Score",
        "weighted": "Weighted score",
        "status": "Status",
        "remark": "Evidence and remarks",
    },
    under={
        "formula": "Formula: {text}",
        "rule": "Scoring: {text}",
        "pitfall": "Pitfall: {text}",
        "incentive": "Reward: {text}",
    },
    under_source={"period": "{text}", "provider": "Entered by: {text}", "evidence": "Evidence: {text}"},
    points="{points} pts",
    sum="Total",
    watched="Only watched: fill in the actual; no score, no part in weights and total",
    weights_right="✔ Weights add up to 100%",
    weights_wrong=("✘ Weights add up to ", "%, not 100%"),
    still_open=" still open; the grade follows",
    complete="All filled in",
    no_grade="No grade: the weights are not 100%",
    to_fill="To fill in",
    not_a_number="No number",
    out_of_range="0–120 only",
    met="Met",
    partly="Partly",
    missed="Not met",
    comments=("Self-review", "Manager", "Next steps"),
    confirmations=("Goals agreed", "Result agreed"),
    signers=("Reviewee, date:", "Manager, date:", "Human resources, date:"),
    no_kpis="This position has no KPIs to review yet. Add some in JD Studio, then export the sheet again.",
    more="(in full on the sheet How to fill in)",
    whole_text="Cell {cell} in full",
    ask_percent="A percentage such as 39.5% (or 0.395).",
    ask_number="A number, in: {unit}. Leave it blank where there is no data; do not enter 0.",
    ask_points="The reviewer gives 0 to 120 points.",
    bad_number="Only a number fits here; explain in the column Evidence and remarks.",
    bad_points="The score must be a number from 0 to 120.",
    steps=(
        "Fill in the pale yellow cells: name and period, the actual of each KPI, evidence, comments.",
        "Enter percentages as 39.5% or 0.395, all other actuals as plain numbers in the unit shown.",
        "Leave a cell blank where there is no data: blank is still to fill in, never 0. Words are not scored.",
        "Scores, total and grade are formulas and locked (without a password: Review, Unprotect Sheet).",
        "The grade appears when all KPIs are filled in and the weights add up to 100%.",
        "Keep the hidden column A and row 7: they lead a filled-in sheet back to its KPIs.",
    ),
    grades="Grades",
    grade_heads=("Grade", "Total from", "Meaning"),
    grade_note="The total is the sum of the weighted scores, score × weight each. Scores have two decimals and end at 120.",
    rules="How each KPI is scored",
    rule_heads=("No.", "KPI", "Rule"),
    rule_curve={
        (
            "higher",
            True,
        ): "{floor} scores 60, {target} scores 100, {stretch} and above 120, in a straight line between; below {floor} scores 0.",
        (
            "higher",
            False,
        ): "{floor} scores 60, {target} and above 100, in a straight line between; below {floor} scores 0.",
        (
            "lower",
            True,
        ): "{floor} scores 60, {target} scores 100, {stretch} and below 120, in a straight line between; above {floor} scores 0.",
        (
            "lower",
            False,
        ): "{floor} scores 60, {target} and below 100, in a straight line between; above {floor} scores 0.",
    },
    rule_hand="The reviewer gives 0 to 120 points.",
    rule_levels="Floor, target or stretch is missing or contradicts the others: the reviewer gives 0 to 120 points.",
)

SHEET_WORDS: Mapping[Language, SheetWords] = {"zh": ZH, "en": EN}


def sheet_words(language: Language, *, both: bool) -> SheetWords:
    """The words in one language; for `both`, labels with the other one below.

    What formulas write, and the sheet of help, stay in one.
    """
    one = SHEET_WORDS[language]
    if not both:
        return one
    two = SHEET_WORDS[other_language(language)]
    return replace(
        one,
        info=_below(one.info, two.info),
        results=_below(one.results, two.results),
        columns={name: f"{words}\n{two.columns[name]}" for name, words in one.columns.items()},
        sum=f"{one.sum} / {two.sum}",
        watched=f"{one.watched}\n{two.watched}",
        comments=_below(one.comments, two.comments),
        confirmations=_below(one.confirmations, two.confirmations),
        signers=_below(one.signers, two.signers),
    )


def _below(one: tuple[str, ...], two: tuple[str, ...]) -> Any:
    """As many words as before, each with its kin below it."""
    return tuple(f"{a}\n{b}" for a, b in zip(one, two, strict=True))
