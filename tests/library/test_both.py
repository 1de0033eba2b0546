"""What the library says in both languages, for whoever looks for a text's other half."""

from __future__ import annotations

from jdstudio.library import kpis, structures
from jdstudio.library.both import known_words


def test_titles_of_sections_and_words_of_kpis_lead_to_the_other_language() -> None:
    chinese, english = known_words("zh"), known_words("en")
    outline = structures()[1].sections[1]
    assert chinese[outline.zh] == outline.en
    kpi = kpis()[0]
    assert english[kpi.definition.en] == kpi.definition.zh


def test_a_text_with_two_meanings_is_left_out() -> None:
    chinese = known_words("zh")
    said: dict[str, set[str]] = {}
    for kpi in kpis():
        said.setdefault(kpi.name.zh, set()).add(kpi.name.en)
    for name, meanings in said.items():
        assert len(meanings) == 1 or name not in chinese
