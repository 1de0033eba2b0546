"""The groups of kinds: each kind that can be added stands in one of them, once."""

from __future__ import annotations

from jdstudio.model.kind_groups import KIND_GROUPS
from jdstudio.model.kinds import KINDS


def test_every_kind_of_a_position_stands_in_one_group() -> None:
    grouped = [kind for group in KIND_GROUPS for kind in group.kinds]
    assert sorted(grouped) == sorted(set(KINDS) - {"strategy"})


def test_a_group_is_short_enough_to_read_at_a_glance() -> None:
    assert all(2 <= len(group.kinds) <= 7 for group in KIND_GROUPS)
    assert len(KIND_GROUPS) <= 8


def test_groups_have_names_in_both_languages() -> None:
    assert KIND_GROUPS[0].name("zh") == "目标与职责"
    assert KIND_GROUPS[0].name("en") == "Goals and duties"
    assert all(group.zh and group.en for group in KIND_GROUPS)
