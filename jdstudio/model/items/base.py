"""What all items have: an id, the same words in the other language, and which values are still examples."""

import msgspec


class Translation(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One text in the project's other language, and what the main text said when the two agreed.

    `field` names the text beside which it stands. Whether one of the two is stale is not noted but follows: where the
    main text is no longer `of`, the translation is stale; where `leads`, somebody changed the translation last, and
    the main text is stale as long as it still is `of`. So every way of changing a text marks the other by itself.
    """

    field: str
    text: str
    of: str = ""
    leads: bool = False


class _Row(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    id: str


class Item(_Row, frozen=True, gc=False, kw_only=True):
    """One row of a section. Frozen values form no cycles, so the collector need not look at them.

    `other` are its texts in the project's other language. `examples` names the fields that still hold what a role
    template or a suggestion proposed; a value that is changed is nobody's example any more. In the file both stand
    behind the item's own fields.
    """

    other: tuple[Translation, ...] = ()
    examples: tuple[str, ...] = ()
