"""Where things stand on pages: laws that hold for any pieces, and that a change leaves the pages of a fresh start."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from jdstudio.gui.preview.pages import Change, Measure, Page, page_of, paginate

HEIGHT = 100.0


def text(lines: int, *, keep: bool = False, above: float = 0, below: float = 4) -> Measure:
    least = lines if keep else 2
    return Measure((10.0,) * lines, above, below, keep=keep, first=least, last=least)


def rows(count: int, height: float = 20, head: float = 15) -> Measure:
    least = 2 if count >= 4 else count
    return Measure((height,) * count, head=head, first=least, last=least)


def placed(pages: Sequence[Page]) -> list[list[tuple[int, int, int]]]:
    """For each page, (piece, first strip, last strip)."""
    return [[(page.start + each.piece, each.first, each.last) for each in page.fragments] for page in pages]


measures = st.builds(
    Measure,
    st.lists(st.sampled_from([10.0, 14.5, 30.0]), min_size=1, max_size=14).map(tuple),
    above=st.sampled_from([0.0, 6.0, 14.0]),
    below=st.sampled_from([0.0, 4.0]),
    head=st.sampled_from([0.0, 0.0, 20.0]),
    keep=st.booleans(),
    first=st.integers(1, 4),
    last=st.integers(1, 4),
    fresh=st.sampled_from([False, False, False, True]),
)
many = st.lists(measures, max_size=40)


def test_an_empty_document_is_one_empty_page() -> None:
    assert placed(paginate([], HEIGHT)) == [[]]


def test_between_pieces_stands_the_larger_of_their_spaces_and_none_at_the_top_of_a_page() -> None:
    page = paginate([text(1, above=14), text(1, above=14)], HEIGHT)[0]
    assert [fragment.y for fragment in page.fragments] == [0, 10 + 14]


def test_a_paragraph_leaves_two_lines_at_least_at_either_end() -> None:
    assert placed(paginate([text(7), text(4)], HEIGHT)) == [[(0, 0, 7), (1, 0, 2)], [(1, 2, 4)]]
    assert placed(paginate([text(7), text(3)], HEIGHT)) == [[(0, 0, 7)], [(1, 0, 3)]]
    assert placed(paginate([text(9), text(4)], HEIGHT)) == [[(0, 0, 9)], [(1, 0, 4)]]


def test_a_heading_goes_with_what_follows_and_so_does_the_heading_above_it() -> None:
    pages = placed(paginate([text(6), text(1, keep=True), text(1, keep=True), text(5)], HEIGHT))
    assert pages == [[(0, 0, 6)], [(1, 0, 1), (2, 0, 1), (3, 0, 5)]]


def test_the_end_of_a_table_stays_with_the_lines_to_sign_on() -> None:
    table = Measure((20.0,) * 4, keep=True, first=2, last=2)
    assert placed(paginate([table, text(3, above=10)], HEIGHT)) == [[(0, 0, 2)], [(0, 2, 4), (1, 0, 3)]]
    assert placed(paginate([table, text(1, above=10)], HEIGHT)) == [[(0, 0, 4), (1, 0, 1)]]


def test_what_begins_a_page_begins_one_and_draws_nothing_with_it() -> None:
    calendar = Measure((20.0,), keep=True, fresh=True)
    assert placed(paginate([text(2), text(1, keep=True), calendar, text(2)], HEIGHT)) == [
        [(0, 0, 2), (1, 0, 1)],
        [(2, 0, 1), (3, 0, 2)],
    ]
    assert placed(paginate([calendar, text(2)], HEIGHT)) == [[(0, 0, 1), (1, 0, 2)]]


@given(many)
def test_every_page_but_the_first_starts_anew_where_it_should(pieces: list[Measure]) -> None:
    begun = {page[0][:2] for page in placed(paginate(pieces, HEIGHT)) if page}
    assert all((at, 0) in begun for at, measure in enumerate(pieces) if measure.fresh)


def test_headings_that_no_page_can_hold_together_are_placed_all_the_same() -> None:
    pages = placed(paginate([text(4, keep=True), text(4, keep=True), text(4, keep=True), text(2)], HEIGHT))
    assert [each for page in pages for each in page] == [(0, 0, 4), (1, 0, 4), (2, 0, 4), (3, 0, 2)]


def test_a_table_brings_its_head_to_every_page() -> None:
    pages = paginate([rows(7)], HEIGHT)
    assert placed(pages) == [[(0, 0, 4)], [(0, 4, 7)]]
    assert [page.fragments[0].height for page in pages] == [15 + 80, 15 + 60]


def test_neither_the_first_nor_the_last_row_of_a_table_stays_alone() -> None:
    assert placed(paginate([text(6), rows(5)], HEIGHT)) == [[(0, 0, 6)], [(1, 0, 3)], [(1, 3, 5)]]


@given(many)
def test_every_strip_stands_once_and_in_order(pieces: list[Measure]) -> None:
    shown = [
        (piece, strip)
        for page in placed(paginate(pieces, HEIGHT))
        for piece, first, last in page
        for strip in range(first, last)
    ]
    assert shown == [(piece, strip) for piece, measure in enumerate(pieces) for strip in range(len(measure.strips))]


@given(many)
def test_nothing_stands_outside_its_page_or_on_something_else(pieces: list[Measure]) -> None:
    for page in paginate(pieces, HEIGHT):
        bottom = 0.0
        for fragment in page.fragments:
            assert fragment.y >= bottom
            bottom = fragment.y + fragment.height
            assert bottom <= HEIGHT + 1e-6


@given(many)
def test_what_must_stay_with_the_next_does_not_end_a_page_unless_a_page_is_too_small(pieces: list[Measure]) -> None:
    for page in placed(paginate(pieces, HEIGHT))[:-1]:
        last, first_strip, end = page[-1]
        whole = first_strip == 0 and end == len(pieces[last].strips)
        if not (pieces[last].keep and whole and len(page) > 1) or pieces[last - 1].keep or pieces[last + 1].keep:
            continue
        if pieces[last + 1].fresh:  # what begins a page cannot stay with anything
            continue
        gap = max(pieces[last].below, pieces[last + 1].above)
        assert pieces[last].height + gap + pieces[last + 1].start > HEIGHT


@settings(max_examples=150)
@given(many, st.data())
def test_the_pages_after_any_changes_are_those_of_a_fresh_start(pieces: list[Measure], data: st.DataObject) -> None:
    pages = paginate(pieces, HEIGHT)
    for _ in range(3):
        first = data.draw(st.integers(0, len(pieces)))
        last = data.draw(st.integers(first, min(first + 3, len(pieces))))
        new = data.draw(st.lists(measures, max_size=3))
        pieces = [*pieces[:first], *new, *pieces[last:]]
        pages = paginate(pieces, HEIGHT, pages, Change(first, last, first + len(new)))
        assert pages == paginate(pieces, HEIGHT)


def test_a_change_stops_where_a_page_begins_as_before() -> None:
    pieces = [text(3) for _ in range(400)]
    before = paginate(pieces, HEIGHT)
    pieces[200] = text(3, below=5)
    after = paginate(pieces, HEIGHT, before, Change(200, 201, 201))
    at = page_of(after, 200, 0)
    assert after == paginate(pieces, HEIGHT)
    assert all(old is new for old, new in zip(before[at + 3 :], after[at + 3 :], strict=True))


@given(many)
def test_the_page_of_a_strip_is_where_it_stands(pieces: list[Measure]) -> None:
    pages = paginate(pieces, HEIGHT)
    for number, page in enumerate(placed(pages)):
        for piece, first, last in page:
            assert {page_of(pages, piece, strip) for strip in range(first, last)} == {number}
