"""Documents with every kind of block in them, built by hand: three pages of a Chinese description, one of an English."""

from __future__ import annotations

from jdstudio.blocks.types import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Title,
)


def _facts(*pairs: tuple[str, str]) -> Facts:
    found = [Fact(label, text) for label, text in pairs]
    return Facts(tuple(tuple(found[at : at + 2]) for at in range(0, len(found), 2)))


def _table(columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...], caption: str, strong: int = 0) -> Table:
    return Table(
        columns,
        tuple(
            Row(tuple(Cell((Run(text),) if text else (), strong=at == strong) for at, text in enumerate(row)))
            for row in rows
        ),
        caption,
    )


def _list(*texts: str) -> Bullets:
    return Bullets(tuple(Entry(f"{at}.", (Run(text),)) for at, text in enumerate(texts, 1)), ordered=True)


def _kpi(label: str, name: str, points: tuple[str, str, str, str], source: str, formula: str) -> Row:
    detail = (Run(f"计算公式：{formula}"), Run("考核周期：月"))
    texts = ("↑ 越高越好", *points, source, "G1")
    return Row(
        (
            Cell((Run(label),)),
            Cell((Run(name),), strong=True),
            *(Cell((Run(text),)) for text in texts),
        ),
        detail=detail,
    )


_KPI_COLUMNS = (
    Column("编号", 0.07, "center"),
    Column("指标", 0.25),
    Column("方向", 0.12, "center"),
    Column("权重", 0.08, "right"),
    Column("底线", 0.09, "right"),
    Column("目标", 0.09, "right"),
    Column("挑战", 0.09, "right"),
    Column("数据来源", 0.13),
    Column("关联", 0.08, "center"),
)

_KPIS = (
    _kpi("K1", "成交总额达成率", ("30%", "85%", "100%", "110%"), "店铺后台 / BI", "实际 GMV ÷ 目标 GMV × 100%"),
    _kpi("K2", "毛利率", ("20%", "34%", "38%", "41%"), "财务系统", "（销售额 − 成本）÷ 销售额"),
    _kpi("K3", "支付转化率", ("15%", "2.6%", "3.3%", "3.7%"), "生意参谋", "支付买家数 ÷ 访客数"),
    _kpi("K4", "推广费率", ("15%", "17%", "14%", "12%"), "财务费用台账", "推广费 ÷ 销售额"),
    _kpi("K5", "品质退款率", ("10%", "1.8%", "1.2%", "0.9%"), "售后系统", "品质原因退款笔数 ÷ 支付笔数"),
    _kpi("K6", "断货天数", ("10%", "24 天", "12 天", "6 天"), "ERP", "主推款库存为零的天数之和"),
)

_TOTAL = Row(
    (
        Cell(()),
        Cell((Run("合计"),), strong=True),
        Cell(()),
        Cell((Run("100%"),), strong=True),
        *(Cell(()) for _ in range(5)),
    ),
    total=True,
)

CHINESE = Document(
    face="description",
    language="zh",
    title="电商店铺运营",
    head_left="示例电商有限公司",
    head_right="岗位说明书 · OP-EC-03",
    foot_left="版本 V1.2 · 内部资料",
    page_words="第 {page} 页 / 共 {pages} 页",
    author="李晓",
    position="电商店铺运营",
    blocks=(
        Title("电商店铺运营", "岗位说明书"),
        _facts(
            ("岗位名称", "电商店铺运营"),
            ("岗位编号", "OP-EC-03"),
            ("所属部门", "电商事业部 · 店铺运营组"),
            ("汇报对象", "电商运营经理"),
            ("直接下属", "2 名运营助理"),
            ("职级", "M2 / P6"),
            ("编制", "1 人"),
            ("工作地点", "杭州 · 滨江"),
            ("备注", "大促期间（6 月、11 月）按公司排班执行，调休在次月内完成。"),
        ),
        Heading(1, "一、", "岗位目的"),
        Paragraph(
            (
                Run("负责单店货品、流量与活动的日常经营，在"),
                Run("毛利率底线", bold=True),
                Run("之上完成年度净销售额目标；以数据为依据发现问题、提出方案并推动落地，规则见"),
                Run("《店铺经营手册》", link="https://example.com/handbook?page=1&lang=zh"),
                Run("。"),
            )
        ),
        Heading(1, "二、", "工作目标"),
        _list(
            "本考核年度店铺 GMV 达成率不低于 100%，目标 2,400 万元。",
            "每月毛利率不低于 38%，推广费率不高于 14%。",
            "第四季度末前，支付转化率由 2.6% 提升至 3.3%。",
            "每月品质退款率控制在 1.2% 以内。",
        ),
        Heading(1, "三、", "岗位职责"),
        Paragraph((Run("下列占比为年度平均工作时间，合计 100%。"),), "note"),
        _table(
            (
                Column("编号", 0.07, "center"),
                Column("职责模块", 0.16),
                Column("工作内容与要求", 0.65),
                Column("占比", 0.12, "right"),
            ),
            (
                ("D1", "货品经营", "管理 260 个在售 SKU 的定价、库存联动与生命周期分级；每周二前更新分级表。", "25%"),
                ("D2", "流量运营", "配置站内搜索、推荐与付费投放，单计划日预算不超过 3,000 元，次日复盘。", "25%"),
                ("D3", "活动执行", "完成平台报名、价保、会场素材与库存锁定，逐项对照报名清单并留痕。", "20%"),
                ("D4", "页面优化", "每周优化 8 个详情页的主图、卖点与问答，记录前后转化率。", "10%"),
                ("D5", "竞品监测", "每周更新 12 个竞品的价格与活动对比表，提出应对建议。", "10%"),
                ("D6", "复盘报表", "产出日报、周报与活动复盘；口径与 BI 一致，差异在 24 小时内说明。", "10%"),
            ),
            "岗位职责",
            strong=1,
        ),
        Heading(1, "四、", "关键绩效指标"),
        Table(_KPI_COLUMNS, (*_KPIS, _TOTAL), "关键绩效指标"),
        Paragraph((Run("评分：低于底线 0 分，底线 60 分，目标 100 分，挑战 120 分封顶，中间线性插值。"),), "note"),
        Heading(1, "五、", "工作流程"),
        Heading(2, "（一）", "活动流程"),
        Paragraph((Run("活动从立项到复盘分三步，每一步都有负责人和完成标准。"),)),
        Heading(3, "1.", "立项"),
        Bullets(
            (
                Entry("1.", (Run("确认目标、预算与毛利底线"),)),
                Entry("•", (Run("预算超过 5 万元须报运营经理审批"),), 1),
                Entry("•", (Run("低于毛利底线须报财务审批"),), 1),
                Entry("2.", (Run("提交活动方案，"), Run("T−14 天", bold=True), Run("前完成"))),
            ),
            ordered=True,
        ),
        Heading(3, "2.", "执行"),
        Bullets(
            (
                Entry("•", (Run("价保、库存锁定与素材逐项核对"),)),
                Entry("•", (Run("异常在 30 分钟内升级"),)),
                Entry("–", (Run("先止损，再查因"),), 1),
            )
        ),
        Heading(2, "（二）", "日常巡店"),
        Paragraph((Run("每日 10:00 前完成巡店；发现价格或库存异常，当场处理并登记。"),)),
        Heading(1, "六、", "跨部门协作"),
        _table(
            (Column("协作对象", 0.2), Column("协作事项", 0.5), Column("频次与时限", 0.3)),
            (
                ("供应链", "主推款备货与补货计划；断货预警", "每周一 16:00 前"),
                ("设计", "主图、详情页与会场素材", "需求提前 5 个工作日"),
                ("客服", "退款原因归类、差评跟进", "每日同步，重大问题 2 小时内"),
                ("财务", "推广费台账核对、毛利复核", "每月 3 日前"),
            ),
            "跨部门协作",
        ),
        Heading(1, "七、", "任职资格"),
        Paragraph((Run("必备条件", bold=True),), "lead"),
        _list(
            "学历：大专及以上，专业不限。",
            "经验：2 年以上单店运营经验，独立操盘过年销售额 1,000 万元以上的店铺。",
            "技能：能用 Excel 数据透视表与 SQL 完成 3 表关联取数。",
        ),
        Paragraph((Run("加分条件", bold=True),), "lead"),
        _list("有大促（618、双 11）完整复盘报告。", "熟悉两个以上电商平台的规则。"),
        Heading(1, "八、", "岗位权限"),
        _table(
            (Column("类别", 0.15), Column("权限", 0.6), Column("限额或范围", 0.25)),
            (
                ("审批", "单计划推广日预算", "≤ 3,000 元"),
                ("业务", "在毛利底线之上自主定价与改价", "全店 SKU"),
                ("人事", "运营助理的排班与月度评价建议", "本组"),
            ),
            "岗位权限",
        ),
        Heading(1, "", "修订记录"),
        _table(
            (Column("版本", 0.15), Column("日期", 0.2), Column("修订内容", 0.65)),
            (("V1.1", "2026-03-01", "增加推广费率指标"), ("V1.2", "2026-09-01", "调整占比，明确审批限额")),
            "修订记录",
            strong=-1,
        ),
        Signatures(("任职者", "直接上级", "人力资源"), "日期"),
    ),
)

ENGLISH = Document(
    face="description",
    language="en",
    title="Store Operations Lead",
    head_left="Example Trading Ltd.",
    head_right="Job description · OP-EC-03",
    foot_left="Version 1.2 · Internal",
    page_words="Page {page} of {pages}",
    author="Alex Li",
    blocks=(
        Title("Store Operations Lead", "Job description"),
        _facts(
            ("Position", "Store Operations Lead"),
            ("Code", "OP-EC-03"),
            ("Department", "E-commerce"),
            ("Reports to", "Head of Operations"),
            ("Location", "Hangzhou"),
        ),
        Heading(1, "1", "Purpose"),
        Paragraph(
            (
                Run(
                    "Runs one store end to end: assortment, traffic and campaigns. Reaches the yearly net sales target "
                ),
                Run("above the margin floor", italic=True),
                Run(", and turns figures into decisions that others can follow."),
            )
        ),
        Heading(1, "2", "Work"),
        Heading(2, "2.1", "Daily"),
        _list("Reviews prices and stock by 10:00.", "Escalates what is wrong within 30 minutes."),
        Heading(2, "2.2", "Weekly"),
        Heading(3, "2.2.1", "Reports"),
        Paragraph((Run("One report a week, agreed with finance."),), "lead"),
        Heading(1, "3", "KPIs"),
        Table(
            (Column("No.", 0.1, "center"), Column("KPI", 0.6), Column("Weight", 0.3, "right")),
            (
                Row(
                    (Cell((Run("K1"),)), Cell((Run("Sales target met"),), strong=True), Cell((Run("60%"),))),
                    detail=(Run("Formula: actual sales ÷ planned sales × 100%"), Run("Period: monthly")),
                ),
                Row((Cell((Run("K2"),)), Cell((Run("Gross margin"),), strong=True), Cell((Run("40%"),)))),
                Row((Cell(()), Cell((Run("Total"),)), Cell((Run("100%"),))), total=True),
            ),
        ),
        Signatures(("Holder", "Manager"), "Date"),
    ),
)


def small(*blocks: Block, language: str = "zh", **others: str) -> Document:
    return Document(face="description", language=language, title="岗位", blocks=blocks, **others)  # type: ignore[arg-type]


def listed(*entries: tuple[str, int]) -> Bullets:
    return Bullets(tuple(Entry(label, (Run("x"),), depth) for label, depth in entries), ordered=True)
