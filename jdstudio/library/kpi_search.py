"""Finding KPIs: by words of either language, id, role, dimension, and by pinyin, in full or by initials."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from jdstudio.library.kpi import LibraryKpi, kpis
from jdstudio.library.role import roles

Rank = Literal[0, 1, 2, 3, 4]
"""How well a word fits: it is the name; it stands in the name or the id; the name sounds so from its start, or within it;
it stands in the texts."""

FEW = 3
"""With fewer hits by name, a query of Latin letters may be pinyin. Pinyin is not loaded before."""

_STARTER = "article starter 原文 起步"


def find_kpis(query: str, among: Sequence[LibraryKpi] | None = None) -> tuple[LibraryKpi, ...]:
    """The KPIs that fit every word of the query, best ones first: by name, then by sound, then by other texts.

    A word is part of a name, an id, a definition, a formula, a source, a dimension or a role's code or title, in either
    language, or the pinyin of a part of the name: `fgl` and `fugou` find 复购率. An empty query finds all. Without `among`
    it looks among the KPIs that ship.
    """
    choice = kpis() if among is None else tuple(among)
    words = query.casefold().split()
    if not words:
        return choice
    ranks = {kpi.id: _rank(kpi, words, by_sound=False) for kpi in choice}
    by_name = sum(rank is not None and rank < 2 for rank in ranks.values())
    if by_name < FEW and any(_may_be_pinyin(word) for word in words):
        ranks = {kpi.id: _rank(kpi, words, by_sound=True) for kpi in choice}
    found = [(rank, kpi) for kpi in choice if (rank := ranks[kpi.id]) is not None]
    return tuple(kpi for _rank, kpi in sorted(found, key=lambda pair: pair[0]))


def _rank(kpi: LibraryKpi, words: list[str], *, by_sound: bool) -> Rank | None:
    """The worst fit of any word; None where one does not fit at all."""
    worst: Rank = 0
    for word in words:
        fit = _fit(kpi, word, by_sound=by_sound)
        if fit is None:
            return None
        worst = max(worst, fit)
    return worst


def _fit(kpi: LibraryKpi, word: str, *, by_sound: bool) -> Rank | None:
    names = (kpi.name.zh.casefold(), kpi.name.en.casefold(), kpi.id.casefold())
    if word in names:
        return 0
    if any(word in name for name in names):
        return 1
    if by_sound and _may_be_pinyin(word) and (at := sounding_at(kpi.name.zh, word)) is not None:
        return 2 if at == 0 else 3
    return 4 if word in _texts(kpi) else None


@cache
def _texts(kpi: LibraryKpi) -> str:
    words = (kpi.definition, kpi.formula, kpi.dimension, kpi.source)
    titles = _role_titles()
    suited = [f"{code} {titles.get(code, '')}" for code in kpi.roles]
    said = " ".join(
        [*(text for pair in words for text in (pair.zh, pair.en)), *suited, _STARTER if kpi.starter else ""]
    )
    return said.casefold()


@cache
def _role_titles() -> dict[str, str]:
    return {role.code: f"{role.title.zh} {role.title.en}" for role in roles()}


# --- pinyin ----------------------------------------------------------------------------------------------------------


def _may_be_pinyin(word: str) -> bool:
    return re.fullmatch("[a-zü0-9]{2,}", word) is not None and not word.isdigit()


def sounding_at(name: str, word: str) -> int | None:
    """The sign from which on the name reads as the word, or None; each sign counts by its initial, by its whole syllable, or as it stands.

    A sign with several readings may be read in any way; the last syllable may be still unfinished.
    """
    syllables = _syllables(name)
    return next((at for at in range(len(syllables)) if _reads(syllables[at:], word)), None)


def _reads(syllables: tuple[frozenset[str], ...], word: str) -> bool:
    if not word:
        return True
    if not syllables:
        return False
    if any(reading.startswith(word) for reading in syllables[0]):
        return True
    return any(
        word.startswith(part) and _reads(syllables[1:], word[len(part) :])
        for reading in syllables[0]
        for part in {reading, reading[0], *([reading[:2]] if reading[1:2] == "h" else [])}
    )


@cache
def _syllables(name: str) -> tuple[frozenset[str], ...]:
    """The readings of each sign; letters and digits read as themselves, punctuation is not read."""
    return tuple(readings for sign in name.casefold() if (readings := _readings(sign)))


@cache
def _readings(sign: str) -> frozenset[str]:
    if sign.isascii():
        return frozenset({sign} if sign.isalnum() else ())
    # single signs need no phrases: without them the first search by pinyin takes a quarter of the time
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415  which nobody shall wait for at the start

    (found,) = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore") or [[]]
    return frozenset({*found, *(reading.replace("v", "u") for reading in found)})
