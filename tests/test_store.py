"""The store: one current project, a history of values, listeners that get both states."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from jdstudio.files.codec import encode
from jdstudio.model.edits import insert_position, remove_position, set_project_field
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.store import Change, Store

START = Project(id="p")


class Clock:
    """A clock that stands until it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def type_title(store: Store, title: str, *, key: str | None = "title") -> None:
    store.commit(set_project_field(store.project, "title", title), "Typing", merge_key=key)


def is_dirty(store: Store) -> bool:
    return store.is_dirty


def titles_back(store: Store) -> list[str]:
    """The titles that undo comes by, down to the start."""
    seen = []
    while store.undo_label is not None:
        store.undo()
        seen.append(store.project.title)
    return seen


def test_undo_and_redo_are_named_and_come_back_to_the_very_same_values() -> None:
    store = Store(START)
    assert (store.undo_label, store.redo_label) == (None, None)
    renamed = set_project_field(START, "title", "运营部")
    store.commit(renamed, "Rename")
    assert (store.undo_label, store.redo_label) == ("Rename", None)
    store.undo()
    assert store.project is START
    assert (store.undo_label, store.redo_label) == (None, "Rename")
    store.redo()
    assert store.project is renamed
    store.redo()
    assert store.project is renamed


def test_a_new_edit_after_undo_forgets_what_was_undone() -> None:
    store = Store(START)
    type_title(store, "a", key=None)
    store.undo()
    type_title(store, "b", key=None)
    assert store.redo_label is None
    assert titles_back(store) == [""]


def test_an_edit_that_changed_nothing_is_no_step() -> None:
    store = Store(START)
    told: list[Change] = []
    store.subscribe(told.append)
    store.commit(START, "Nothing")
    assert (store.undo_label, told) == (None, [])


def test_typing_merges_into_one_step() -> None:
    store = Store(START, clock=Clock())
    for title in ("运", "运营", "运营部"):
        type_title(store, title)
    assert titles_back(store) == [""]


def test_typing_in_another_field_after_a_pause_or_after_a_seal_is_a_step_of_its_own() -> None:
    clock = Clock()
    store = Store(START, clock=clock)
    type_title(store, "a")
    type_title(store, "b", key="other")
    clock.now += Store.MERGE_SECONDS
    type_title(store, "c", key="other")
    store.seal()
    type_title(store, "d", key="other")
    type_title(store, "e", key=None)
    type_title(store, "f", key=None)
    assert titles_back(store) == ["e", "d", "c", "b", "a", ""]


def test_a_long_run_of_quick_typing_stays_one_step() -> None:
    clock = Clock()
    store = Store(START, clock=clock)
    for number in range(10):
        clock.now += Store.MERGE_SECONDS * 0.9
        type_title(store, str(number))
    assert titles_back(store) == [""]


def test_typing_after_undo_redo_or_save_starts_a_new_step() -> None:
    store = Store(START, clock=Clock())
    type_title(store, "a")
    store.undo()
    store.redo()
    type_title(store, "ab")
    store.mark_saved(store.project)
    type_title(store, "abc")
    assert titles_back(store) == ["ab", "a", ""]


def test_merging_forgets_what_was_undone_too() -> None:
    store = Store(START, clock=Clock())
    type_title(store, "a")
    type_title(store, "b", key=None)
    store.undo()
    type_title(store, "c")
    assert store.redo_label is None
    assert titles_back(store) == ["a", ""]


def test_listeners_get_both_states_the_place_and_who_did_it() -> None:
    store = Store(START)
    told: list[Change] = []
    stop = store.subscribe(told.append)
    after, place, me = set_project_field(START, "title", "a"), Place(field="title"), object()
    store.commit(after, "Rename", place=place, origin=me)
    store.undo()
    store.redo()
    assert told == [
        Change(START, after, "Rename", place, me),
        Change(after, START, "Rename", place, None),
        Change(START, after, "Rename", place, None),
    ]
    stop()
    store.undo()
    assert len(told) == 3


def test_a_listener_may_stop_listening_while_it_is_told() -> None:
    store = Store(START)
    told: list[str] = []

    def once(_: Change) -> None:
        told.append("first")
        stop()

    stop = store.subscribe(once)
    store.subscribe(lambda _: told.append("second"))
    type_title(store, "a", key=None)
    type_title(store, "b", key=None)
    assert told == ["first", "second", "second"]


def test_modified_follows_the_saved_value_through_undo() -> None:
    store = Store(START)
    assert not is_dirty(store)
    type_title(store, "a", key=None)
    saved = store.project
    type_title(store, "b", key=None)
    store.mark_saved(saved)
    assert is_dirty(store)
    store.undo()
    assert not is_dirty(store)
    store.mark_unsaved()
    assert is_dirty(store)


def test_the_history_is_bounded() -> None:
    store = Store(START)
    for number in range(Store.MAX_STEPS + 50):
        type_title(store, str(number), key=None)
    back = titles_back(store)
    assert len(back) == Store.MAX_STEPS - 1
    assert back[-1] == "50"


class History(RuleBasedStateMachine):
    """Random edits, undos and redos against a plain list of states; old states never change by a byte."""

    @initialize()
    def begin(self) -> None:
        self.store = Store(START)
        self.states, self.at = [START], 0
        self.bytes = [encode(START)]
        self.shown = START
        self.store.subscribe(self.show)

    def show(self, change: Change) -> None:
        assert change.before is self.shown
        self.shown = change.after

    def committed(self, project: Project) -> None:
        changed = project is not self.store.project
        self.store.commit(project, "Edit")
        if changed:
            self.states[self.at + 1 :] = [project]
            self.bytes[self.at + 1 :] = [encode(project)]
            self.at += 1

    @rule(row=st.integers(0, 3), position_id=st.sampled_from("abc"))
    def add(self, row: int, position_id: str) -> None:
        self.committed(insert_position(self.store.project, row, Position(id=position_id)))

    @rule(position_id=st.sampled_from("abc"))
    def remove(self, position_id: str) -> None:
        self.committed(remove_position(self.store.project, position_id))

    @rule(title=st.sampled_from(["", "x", "y"]))
    def rename(self, title: str) -> None:
        self.committed(set_project_field(self.store.project, "title", title))

    @rule()
    def undo(self) -> None:
        self.store.undo()
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        self.store.redo()
        self.at = min(len(self.states) - 1, self.at + 1)

    @invariant()
    def agrees(self) -> None:
        assert self.store.project is self.shown is self.states[self.at]
        assert (self.store.undo_label is None) == (self.at == 0)
        assert (self.store.redo_label is None) == (self.at == len(self.states) - 1)
        assert [encode(state) for state in self.states] == self.bytes


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=25, stateful_step_count=25)


def test_states_share_all_that_did_not_change() -> None:
    store = Store(replace(START, positions=(Position(id="a"),)))
    first = store.project
    type_title(store, "x", key=None)
    assert store.project.positions is first.positions
