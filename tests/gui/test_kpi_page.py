"""The KPI editor: weights against 100 %, the button that balances them, and the panel that tries a score."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from small import KPIS, kpi, small_project

from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.curve_picture import CurvePicture
from jdstudio.gui.kpi_page import KpiPage
from jdstudio.gui.score_panel import ROOM_FOR_CURVE, rule_words
from jdstudio.gui.summary import summary_of
from jdstudio.gui.weight_bar import Part, WeightBar, total_words
from jdstudio.model import edits
from jdstudio.model.kinds import Kpi, Kpis
from jdstudio.model.place import Place
from jdstudio.model.walk import section_at
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows


@pytest.fixture
def store() -> Store:
    return Store(small_project())


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> KpiPage:
    made = KpiPage(Layouts())
    qtbot.addWidget(made)
    qtbot.addWidget(made.head)
    made.resize(800, 800)
    made.show_section(store, KPIS)
    store.subscribe(made.on_change)
    with qtbot.waitActive(made):
        made.show()
    return made


def weights(store: Store) -> list[Decimal | None]:
    section = section_at(store.project, KPIS)
    assert isinstance(section, Kpis)
    return [item.weight for item in section.items]


def weigh(store: Store, *values: str) -> None:
    for at, value in enumerate(values, 1):
        place = Place(KPIS.position, KPIS.section, f"k{at}", "weight")
        store.commit(edits.set_value(store.project, place, Decimal(value)), "weigh")


# --- weights ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "words", "level"),
    [
        ("100", "Weight total 100% ✓", "good"),
        ("95.5", "Weight total 95.5%, 4.5% to go", "warn"),
        ("105", "Weight total 105%, 5% too much", "bad"),
    ],
)
def test_the_words_for_a_total(total: str, words: str, level: str) -> None:
    assert total_words("Weight", Decimal(total)) == (words, level)


def test_the_badge_and_the_bar_follow_the_weights(page: KpiPage, store: Store) -> None:
    assert page.badge.text() == "Weight total 95%, 5% to go"
    assert not page.balance.isHidden()
    assert [(part.name, part.value) for part in page.bar.parts] == [("Sales", 50), ("Margin", 25), ("Returns", 20)]
    weigh(store, "55")
    assert page.badge.text() == "Weight total 100% ✓"
    assert page.balance.isHidden()


def test_balancing_is_one_step_and_says_what_it_changed(page: KpiPage, store: Store, qtbot: QtBot) -> None:
    before = store.project
    page.head.show()
    qtbot.mouseClick(page.balance, Qt.MouseButton.LeftButton)
    assert weights(store) == [53, 26, 21]
    assert page.note.text() == "Changed: Sales 50→53%  ·  Margin 25→26%  ·  Returns 20→21%"
    assert store.undo_label == "Bring to 100 %"
    store.undo()
    assert store.project is before
    assert not page.note.isVisible()


def test_decimal_weights_count(page: KpiPage, store: Store) -> None:
    weigh(store, "33.3", "33.3", "33.4")
    assert page.badge.text() == "Weight total 100% ✓"


def test_a_kpi_that_is_only_watched_has_no_share(page: KpiPage, store: Store) -> None:
    place = Place(KPIS.position, KPIS.section, "k2", "counted")
    store.commit(edits.set_value(store.project, place, "no"), "watch")
    assert page.badge.text() == "Weight total 70%, 30% to go"
    assert [part.name for part in page.bar.parts] == ["Sales", "Returns"]
    assert summary_of(store.project, KPIS).endswith("weights 70%")
    page.bring_to_full()
    assert weights(store) == [71, 25, 29]


def test_a_weight_below_zero_is_not_balanced_but_named(page: KpiPage, store: Store) -> None:
    weigh(store, "-5")
    said: list[str] = []
    page.problem.connect(said.append)
    page.bring_to_full()
    assert len(said) == 1
    assert weights(store)[0] == -5


def test_the_bar_leads_to_the_row_and_the_row_to_the_bar(page: KpiPage, qtbot: QtBot) -> None:
    said: list[Place] = []
    page.place_selected.connect(said.append)
    at = QPoint(round(page.bar.width() * 0.6), 10)
    assert page.bar.part_at(at.x()) == Part("k2", "Margin", Decimal(25))
    qtbot.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=at)
    assert page.view.current_item == "k2"
    assert said[-1] == Place(KPIS.position, KPIS.section, "k2", "weight")


@pytest.mark.parametrize("values", [(), (None, None), (0, 0), (150, 50), (-5, 30), (100,)])
def test_the_bar_draws_any_weights(qtbot: QtBot, values: tuple[int | None, ...]) -> None:
    bar = WeightBar()
    qtbot.addWidget(bar)
    bar.resize(300, 32)
    bar.show_parts(tuple(Part(str(at), "x", None if v is None else Decimal(v)) for at, v in enumerate(values)))
    bar.show_current("0")
    assert not bar.grab().isNull()


# --- scores ----------------------------------------------------------------------------------------------------------


def try_actual(page: KpiPage, qtbot: QtBot, text: str) -> None:
    page.score.trial.selectAll()
    qtbot.keyClick(page.score.trial, Qt.Key.Key_Delete)
    qtbot.keyClicks(page.score.trial, text)


@pytest.mark.parametrize("text", ["39.5", "39.5%"])
def test_a_trial_actual_gives_its_score(page: KpiPage, qtbot: QtBot, store: Store, text: str) -> None:
    before = store.project
    page.view.select("k2")
    page.select(Place(KPIS.position, KPIS.section, "k2", "weight"))
    try_actual(page, qtbot, text)
    assert page.score.points.text() == "110 points"
    assert page.score.weighted.text() == "× 25% = 27.5"
    assert store.project is before, "trial values are no part of the project"


def test_each_kpi_keeps_its_trial_value(page: KpiPage, qtbot: QtBot) -> None:
    for item_id, text in (("k1", "38"), ("k2", "30")):
        page.select(Place(KPIS.position, KPIS.section, item_id))
        try_actual(page, qtbot, text)
    page.select(Place(KPIS.position, KPIS.section, "k1"))
    assert page.score.trial.text() == "38"
    assert page.score.points.text() == "100 points"
    assert page.score.total.text() == "Trial total 50  ·  2 of 3 filled in, 75% of the weight"
    assert not page.score.grade.isVisible()


def test_the_grade_comes_with_the_last_value(page: KpiPage, qtbot: QtBot) -> None:
    page.bring_to_full()
    for item_id in ("k1", "k2", "k3"):
        page.select(Place(KPIS.position, KPIS.section, item_id))
        try_actual(page, qtbot, "38")
    assert page.score.result.total == 100
    assert page.score.grade.text() == "Grade A · Very good"


def test_the_score_follows_the_curve_while_it_is_edited(page: KpiPage, qtbot: QtBot, store: Store) -> None:
    page.select(Place(KPIS.position, KPIS.section, "k1"))
    try_actual(page, qtbot, "36")
    assert page.score.points.text() == "80 points"
    store.commit(edits.set_value(store.project, Place(KPIS.position, KPIS.section, "k1", "target"), Decimal(36)), "x")
    assert page.score.points.text() == "100 points"


def test_what_is_no_number_is_said_beside_the_field(page: KpiPage, qtbot: QtBot) -> None:
    page.select(Place(KPIS.position, KPIS.section, "k1"))
    try_actual(page, qtbot, "many")
    assert page.score.wrong.isVisible()
    assert page.score.points.text() == ""
    try_actual(page, qtbot, "")
    assert not page.score.wrong.isVisible()


def test_a_kpi_scored_by_hand_takes_points(page: KpiPage, qtbot: QtBot, store: Store) -> None:
    place = Place(KPIS.position, KPIS.section, "k1", "method")
    store.commit(edits.set_value(store.project, place, "manual"), "by hand")
    page.select(Place(KPIS.position, KPIS.section, "k1"))
    assert page.score.trial_label.text() == "Try points"
    try_actual(page, qtbot, "95")
    assert page.score.points.text() == "95 points"
    assert not page.score.curve.isVisible()
    try_actual(page, qtbot, "500")
    assert page.score.points.text() == ""
    assert page.score.wrong.isVisible()


def test_a_curve_that_cannot_be_says_why(page: KpiPage, store: Store) -> None:
    place = Place(KPIS.position, KPIS.section, "k1", "floor")
    store.commit(edits.set_value(store.project, place, Decimal(38)), "same")
    page.select(Place(KPIS.position, KPIS.section, "k1"))
    assert "same" in page.score.rule.text()


def test_the_rule_in_words() -> None:
    assert rule_words(kpi(1, "Margin", 15)) == (
        "Worse than the floor 34%: 0. The floor scores 60, the target 38% 100, the stretch 41% 120, the most."
    )
    without = Kpi("k", "Days", direction="lower", unit="days", floor=Decimal(9), target=Decimal(5))
    assert rule_words(without) == "Worse than the floor 9: 0. The floor scores 60, the target 5 100, the most."


@pytest.mark.parametrize("actual", [None, "-1000000", "5", "9", "9.1", "1000000"])
@pytest.mark.parametrize("stretch", [None, "5", "2"])
def test_the_curve_is_drawn_for_any_actual(qtbot: QtBot, actual: str | None, stretch: str | None) -> None:
    picture = CurvePicture()
    qtbot.addWidget(picture)
    picture.resize(320, 150)
    empty = picture.grab().toImage()
    item = Kpi("k", "Days", direction="lower", unit="days", floor=Decimal(9), target=Decimal(5))
    item = Kpi(
        **{name: getattr(item, name) for name in item.__struct_fields__} | {"stretch": stretch and Decimal(stretch)}
    )
    picture.show_curve(item, Decimal(actual) if actual else None)
    assert picture.grab().toImage() != empty


# --- room ------------------------------------------------------------------------------------------------------------


def test_a_low_window_leaves_its_height_to_the_table(page: KpiPage) -> None:
    assert page.score.isVisible()
    page.resize(800, 360)
    assert not page.pages.isVisible()
    assert not any(tab.isChecked() for tab in page.tabs.buttons())
    page.resize(800, 800)
    assert page.score.isVisible()


def test_what_folds_asks_for_no_room(page: KpiPage, qtbot: QtBot) -> None:
    unfolded = page.minimumSizeHint().height()
    page.resize(800, 360)
    qtbot.waitUntil(lambda: page.minimumSizeHint().height() == unfolded)


def test_who_opens_or_folds_the_panel_is_obeyed_at_any_height(page: KpiPage, qtbot: QtBot) -> None:
    scoring, details = page.tabs.buttons()
    qtbot.mouseClick(details, Qt.MouseButton.LeftButton)
    assert page.details_card.isVisible()
    qtbot.mouseClick(details, Qt.MouseButton.LeftButton)
    assert not page.pages.isVisible()
    page.resize(800, 900)
    assert not page.pages.isVisible()
    qtbot.mouseClick(scoring, Qt.MouseButton.LeftButton)
    page.resize(800, 360)
    assert page.score.isVisible()


def test_a_field_without_a_column_unfolds_the_details(page: KpiPage) -> None:
    page.resize(800, 360)
    page.select(Place(KPIS.position, KPIS.section, "k1", "source"))
    assert page.details_card.isVisible()


def test_a_narrow_panel_keeps_its_words_and_drops_the_picture(page: KpiPage) -> None:
    assert page.score.curve.isVisible()
    assert page.score.minimumSizeHint().width() < ROOM_FOR_CURVE
    page.score.resize(ROOM_FOR_CURVE - 1, 160)
    assert page.score.rule.isVisible()
    assert not page.score.curve.isVisible()


def test_the_page_fits_between_outline_and_preview_of_a_window_1280_wide(page: KpiPage) -> None:
    assert page.minimumSizeHint().width() <= 560
