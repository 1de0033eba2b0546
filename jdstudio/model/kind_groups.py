"""The kinds of section in groups, in the order in which menus offer them."""

from __future__ import annotations

import msgspec


class KindGroup(msgspec.Struct, frozen=True):
    """Kinds that belong together, by the names the file has for them."""

    zh: str
    en: str
    kinds: tuple[str, ...]

    def name(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


KIND_GROUPS = (
    KindGroup("目标与职责", "Goals and duties", ("goals", "duties", "tasks", "areas", "authority")),
    KindGroup("指标与复盘", "KPIs and reviews", ("kpis", "monitoring", "deviations", "retrospectives", "appraisal")),
    KindGroup("协作与沟通", "Working together", ("collaboration", "matrix", "meetings", "communication")),
    KindGroup(
        "流程与改进",
        "Processes and improvement",
        ("process", "sops", "compliance", "problems", "improvements", "technology"),
    ),
    KindGroup("项目与资源", "Projects and resources", ("projects", "resources", "budget", "dispatch")),
    KindGroup("数据、市场与客户", "Data, market and customers", ("datasets", "market", "customers")),
    KindGroup(
        "人员与发展",
        "People and growth",
        ("qualifications", "skills", "conditions", "learning", "training", "career"),
    ),
    KindGroup("文本、表格与签署", "Text, tables and sign-off", ("text", "table", "signoff", "revisions")),
)
"""Every kind that a position can have stands in exactly one group; the strategy belongs to the project."""
