"""The outline as rows: whatever changes, only row signals, and in the end it reads like the project."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from jdstudio.gui.project_tree import ProjectModel
from jdstudio.model.edits import insert_items, insert_section, remove_section, set_text, set_title
from jdstudio.model.kinds import AnySection, Kpi, Kpis, Strategies, Table, Text
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.store import Store

pytestmark = pytest.mark.usefixtures("qapp")

SECTION_IDS = [f"s{number}" for number in range(12)]
POSITION_IDS = ["p1", "p2", "p3"]


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Few ids, placed anywhere: two such projects differ by moves of every sort, in position and depth."""
    ids = draw(st.permutations(SECTION_IDS))[: draw(st.integers(0, len(SECTION_IDS)))]
    holders = draw(st.permutations(POSITION_IDS))[: draw(st.integers(0, len(POSITION_IDS)))]
    below: dict[str, list[str]] = {}
    for at, section_id in enumerate(ids):
        if holders:
            below.setdefault(draw(st.sampled_from([*holders, *ids[:at]])), []).append(section_id)

    def sections(parent: str) -> tuple[AnySection, ...]:
        kinds = st.sampled_from([Text, Kpis, Table])
        titles = st.sampled_from(["", "a", "b"])
        return tuple(
            draw(kinds)(id=name, title=draw(titles), sections=sections(name)) for name in below.get(parent, ())
        )

    return Project(
        id="project",
        language=draw(st.sampled_from(["zh", "en"])),
        strategy=Strategies(id=draw(st.sampled_from(["strategy", "plan"]))),
        positions=tuple(
            Position(id=name, facts=Facts(title=draw(st.sampled_from(["x", "y"]))), sections=sections(name))
            for name in holders
        ),
    )


def small_project() -> Project:
    return Project(
        id="project",
        language="en",
        positions=(
            Position(
                id="p1",
                facts=Facts(title="Manager"),
                sections=(Text(id="s1", title="Purpose"), Kpis(id="s2"), Text(id="s3", sections=(Text(id="s4"),))),
            ),
            Position(id="p2", facts=Facts(title="Clerk"), sections=(Text(id="s5"),)),
        ),
    )


def read(model: ProjectModel, parent: QModelIndex | None = None) -> list[Any]:
    parent = parent or QModelIndex()
    rows = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
    return [(model.place(row), row.data(), read(model, row)) for row in rows]


@given(states=st.lists(projects(), min_size=2, max_size=5))
def test_after_any_change_the_rows_read_like_a_model_made_anew(states: list[Project]) -> None:
    store = Store(states[0])
    model = ProjectModel(store)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    for state in states[1:]:
        store.commit(state, "change")
        assert read(model) == read(ProjectModel(Store(state)))
    while store.undo_label:
        store.undo()
        assert read(model) == read(ProjectModel(Store(store.project)))
    assert not resets
    tester.deleteLater()


@given(before=projects(), after=projects())
def test_what_stays_under_its_parent_keeps_its_persistent_index(before: Project, after: Project) -> None:
    store = Store(before)
    model = ProjectModel(store)
    homes = {place: model.parent(model.index_at(place)) for place in places(before)}
    parents = {place: model.place(index) for place, index in homes.items()}
    kept = {place: QPersistentModelIndex(model.index_at(place)) for place in homes}
    store.commit(after, "change")
    for place, index in kept.items():
        now = model.index_at(place)
        chain_stays = now.isValid() and all(
            parents.get(step) == model.place(model.parent(model.index_at(step))) for step in chain(place, parents)
        )
        if chain_stays:
            assert index == now


def places(project: Project) -> list[Place]:
    def inside(position: Position, sections: tuple[AnySection, ...]) -> list[Place]:
        return [
            place
            for section in sections
            for place in (Place(position.id, section.id), *inside(position, section.sections))
        ]

    return [
        place for position in project.positions for place in (Place(position.id), *inside(position, position.sections))
    ]


def chain(place: Place, parents: dict[Place, Place]) -> list[Place]:
    found = []
    while place in parents:
        found.append(place)
        place = parents[place]
    return found


def test_typing_in_a_section_signals_nothing(qtbot: Any) -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.layoutChanged):
        store.commit(set_text(store.project, Place("p1", "s1"), "Sells."), "Typing")
    assert model.entry(model.index_at(Place("p1", "s1"))) is store.project.positions[0].sections[0]


def test_a_new_title_changes_one_row_only() -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    changed: list[Place] = []
    model.dataChanged.connect(lambda index, _to, _roles=None: changed.append(model.place(index)))
    store.commit(set_title(store.project, Place("p1", "s1"), "Why"), "Rename")
    assert changed == [Place("p1", "s1")]


def test_an_item_more_changes_the_row_that_counts_them() -> None:
    store = Store(small_project())
    store.commit(insert_section(store.project, "p1", "", 0, Kpis(id="k")), "Add section")
    model = ProjectModel(store)
    changed: list[Place] = []
    model.dataChanged.connect(lambda index, _to, _roles=None: changed.append(model.place(index)))
    store.commit(insert_items(store.project, Place("p1", "k"), 0, [Kpi(id="new")]), "Add row")
    assert changed == [Place("p1", "k")]


def test_a_section_without_title_is_called_by_its_kind_in_the_language_of_the_content() -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    assert model.index_at(Place("p1", "s2")).data() == "KPIs"
    store.commit(replace(store.project, language="zh"), "Language")
    assert model.index_at(Place("p1", "s2")).data() == "关键绩效指标"


def test_renaming_is_one_edit_and_an_empty_name_falls_back() -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    assert model.setData(model.index_at(Place("p1", "s1")), "  Why \n we are ", Qt.ItemDataRole.EditRole)
    assert store.project.positions[0].sections[0].title == "Why we are"
    assert model.setData(model.index_at(Place("p1", "s1")), "", Qt.ItemDataRole.EditRole)
    assert model.index_at(Place("p1", "s1")).data() == "Text"
    assert not model.setData(model.index_at(Place("p1")), " ", Qt.ItemDataRole.EditRole)
    assert store.project.positions[0].title == "Manager"


def drop(model: ProjectModel, place: Place, parent: Place | None, row: int, *, copy: bool = False) -> None:
    data = model.mimeData([model.index_at(place)])
    action = Qt.DropAction.CopyAction if copy else Qt.DropAction.MoveAction
    target = model.index_at(parent) if parent else QModelIndex()
    assert model.canDropMimeData(data, action, row, 0, target)
    assert model.dropMimeData(data, action, row, 0, target) is False


def test_a_drop_nests_moves_between_positions_and_is_one_step_back() -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    before = store.project
    drop(model, Place("p1", "s1"), Place("p2", "s5"), -1)
    assert [section.id for section in store.project.positions[1].sections[0].sections] == ["s1"]
    assert [section.id for section in store.project.positions[0].sections] == ["s2", "s3"]
    store.undo()
    assert store.project is before


def test_dragging_with_ctrl_copies_with_ids_of_its_own() -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    drop(model, Place("p1", "s3"), Place("p1"), 0, copy=True)
    copy, *others = store.project.positions[0].sections
    assert [section.id for section in others] == ["s1", "s2", "s3"]
    assert copy.id != "s3"
    assert copy.sections[0].id != "s4"


def test_positions_drop_among_positions_only() -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    drop(model, Place("p2"), None, 1)
    assert [position.id for position in store.project.positions] == ["p2", "p1"]
    drop(model, Place("p2"), None, -1)
    assert [position.id for position in store.project.positions] == ["p1", "p2"]
    drop(model, Place("p2"), Place("p1"), -1)
    assert [position.id for position in store.project.positions] == ["p2", "p1"]
    drop(model, Place("p2"), Place("p1"), -1)
    assert [position.id for position in store.project.positions] == ["p1", "p2"]
    data = model.mimeData([model.index_at(Place("p2"))])
    for row, place in ((0, Place("p1", "s3")), (-1, Place("p1", "s3")), (1, Place("p1"))):
        assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, row, 0, model.index_at(place))


def test_nothing_drops_on_the_project_or_into_itself() -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    data = model.mimeData([model.index_at(Place("p1", "s3"))])
    move = Qt.DropAction.MoveAction
    for target in (QModelIndex(), model.index_at(Place()), model.index_at(Place("p1", "s3"))):
        assert not model.canDropMimeData(data, move, -1, 0, target)
    assert not model.canDropMimeData(data, move, 0, 0, model.index_at(Place("p1", "s4")))


def test_a_drop_that_nests_too_deep_is_refused_in_words(qtbot: Any) -> None:
    deep: AnySection = Text(id="s0")
    for number in range(1, 50):
        deep = Text(id=f"s{number}", sections=(deep,))
    project = Project(id="project", positions=(Position(id="p1", sections=(deep, Text(id="x"))),))
    store = Store(project)
    model = ProjectModel(store)
    with qtbot.waitSignal(model.problem) as caught:
        drop(model, Place("p1", "s49"), Place("p1", "x"), -1)
    assert "50" in caught.args[0]
    assert store.project is project


def test_a_section_from_another_window_arrives_as_a_copy() -> None:
    theirs, ours = ProjectModel(Store(small_project())), ProjectModel(store := Store(small_project()))
    data = theirs.mimeData([theirs.index_at(Place("p1", "s1"))])
    ours.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, ours.index_at(Place("p2")))
    new = store.project.positions[1].sections[0]
    assert (new.title, new.id == "s1") == ("Purpose", False)
    assert len(store.project.positions[0].sections) == 3


def test_a_gone_place_has_no_row() -> None:
    store = Store(small_project())
    model = ProjectModel(store)
    store.commit(remove_section(store.project, Place("p1", "s3")), "Delete")
    assert not model.index_at(Place("p1", "s3")).isValid()
    assert not model.index_at(Place("p1", "s4")).isValid()
