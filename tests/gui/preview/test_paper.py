"""The paper in its scroll area: it stays where it is read, repaints little, and leads to the place of a click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPaintEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jdstudio.blocks.types import Block
from jdstudio.gui.preview.paper import Paper
from jdstudio.gui.preview.sheets import LEFT, Spot
from jdstudio.model.place import Place
from preview.documents import LINE, document, heading, long_document, paragraph, table


@pytest.fixture
def paper(qtbot: QtBot) -> Paper:
    made = Paper()
    qtbot.addWidget(made)
    made.resize(640, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


class Painted(QObject):
    """What was repainted of a widget."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.region = QRegion()
        paper.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802  Qt's name
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False

    def share(self, paper: Paper) -> float:
        """How much of the viewport was repainted."""
        area = sum(rect.width() * rect.height() for rect in self.region)  # type: ignore[attr-defined]
        return float(area) / (paper.viewport().width() * paper.viewport().height())


def top_of(paper: Paper, spot: Spot) -> float:
    """Where a strip stands in the viewport."""
    return paper.page_rect(spot.page).top() + spot.y * paper.scale


def middle_of(paper: Paper, spot: Spot, x: float = LEFT + 20) -> QPoint:
    rect = paper.page_rect(spot.page)
    return QPoint(rect.left() + round(x * paper.scale), rect.top() + round((spot.y + 8) * paper.scale))


def scroll_to(paper: Paper, item: str) -> None:
    """Bring the paragraph to the upper edge, and a little further."""
    spot = spot_of(paper, item)
    bar = paper.verticalScrollBar()
    bar.setValue(bar.value() + round(top_of(paper, spot)) + 3)


def spot_of(paper: Paper, item: str) -> Spot:
    found = next(at for at, piece in enumerate(paper.sheets.pieces) if piece.places(0)[0].item == item)
    spot = paper.sheets.spot_of(found, 0)
    assert spot
    return spot


# Keeping its place


@pytest.mark.parametrize("zoom", [None, 1.0, 1.37])
def test_text_under_the_upper_edge_stays_while_lines_come_and_go_above(paper: Paper, zoom: float | None) -> None:
    paper.set_zoom(zoom)
    blocks = list(long_document(200).blocks)
    paper.show_document(document(*blocks))
    scroll_to(paper, "i100")
    at = top_of(paper, spot_of(paper, "i100"))
    for lines in (5, 9, 1, 30, 2, 7, 3):
        blocks[50] = paragraph(LINE * lines, "s4", "i45")
        paper.show_document(document(*blocks))
        # whole pixels: the paper may stand half a pixel off, and never drifts further
        assert top_of(paper, spot_of(paper, "i100")) == pytest.approx(at, abs=0.51)


def test_text_stays_while_blocks_above_go_and_come_back(paper: Paper) -> None:
    blocks = list(long_document(200).blocks)
    paper.show_document(document(*blocks))
    scroll_to(paper, "i150")
    value, at = paper.verticalScrollBar().value(), top_of(paper, spot_of(paper, "i150"))
    paper.show_document(document(*blocks[30:]))
    assert paper.verticalScrollBar().value() != value
    assert top_of(paper, spot_of(paper, "i150")) == pytest.approx(at, abs=0.51)
    paper.show_document(document(*blocks))
    assert paper.verticalScrollBar().value() == value


def test_typing_in_the_paragraph_under_the_edge_does_not_scroll(paper: Paper) -> None:
    blocks = list(long_document(100).blocks)
    paper.show_document(document(*blocks))
    scroll_to(paper, "i50")
    value = paper.verticalScrollBar().value()
    at = next(at for at, block in enumerate(blocks) if getattr(block, "place", Place()).item == "i50")
    for count in range(1, 6):
        blocks[at] = paragraph(LINE * count, "s5", "i50")
        paper.show_document(document(*blocks))
        assert paper.verticalScrollBar().value() == value


def test_another_width_keeps_the_text_under_the_edge(paper: Paper, qtbot: QtBot) -> None:
    paper.show_document(long_document(200))
    scroll_to(paper, "i100")
    before = top_of(paper, spot_of(paper, "i100")) / paper.scale
    scale = paper.scale
    paper.resize(900, 700)
    qtbot.waitUntil(lambda: paper.scale != scale)
    assert top_of(paper, spot_of(paper, "i100")) / paper.scale == pytest.approx(before, abs=1)


def test_the_same_places_in_another_language_are_found_again(paper: Paper) -> None:
    def said(words: str, language: str) -> list[Block]:
        return [paragraph(f"{words} {at} " * (12 if language == "en" else 5), "s", f"i{at}") for at in range(150)]

    paper.show_document(document(*said("经营", "zh")))
    scroll_to(paper, "i80")
    paper.show_document(document(heading("Business", "s"), *said("business", "en"), language="en"))
    assert top_of(paper, spot_of(paper, "i80")) == pytest.approx(-3, abs=2)


def test_another_document_starts_at_its_top(paper: Paper) -> None:
    paper.show_document(long_document(100))
    scroll_to(paper, "i70")
    paper.show_document(long_document(60), top=True)
    assert paper.verticalScrollBar().value() == 0


# Repainting


def test_a_letter_repaints_a_strip(paper: Paper, qtbot: QtBot) -> None:
    blocks = list(long_document(100).blocks)
    blocks[3] = paragraph("一个字", "s0", "i2")
    paper.show_document(document(*blocks))
    qtbot.wait(1)
    painted = Painted(paper)
    blocks[3] = paragraph("两个字", "s0", "i2")
    paper.show_document(document(*blocks))
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert 0 < painted.share(paper) < 0.1


def test_what_stands_above_a_change_is_not_repainted(paper: Paper, qtbot: QtBot) -> None:
    blocks = list(long_document(100).blocks)
    paper.show_document(document(*blocks))
    qtbot.wait(1)
    painted = Painted(paper)
    blocks[8] = paragraph(LINE * 6, "s0", "i7")
    paper.show_document(document(*blocks))
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    changed = round(top_of(paper, spot_of(paper, "i6")))
    assert not painted.region.intersects(QRect(0, 0, 640, changed - 20))


# Clicks and selection


def test_a_click_tells_the_place_of_what_was_clicked(paper: Paper, qtbot: QtBot) -> None:
    paper.show_document(document(heading("目标", "goals"), paragraph("正文", "goals", "g1"), table(5)))
    places: list[Place] = []
    paper.place_clicked.connect(places.append)
    for at, x in ((0, LEFT + 20), (1, LEFT + 30), (2, LEFT + 20), (2, LEFT + 460)):
        spot = paper.sheets.spot_of(at, 1 if at == 2 else 0)
        assert spot
        qtbot.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(paper, spot, x))
    assert places == [
        Place("p", "goals"),
        Place("p", "goals", "g1"),
        Place("p", "kpis", "i1", "name"),
        Place("p", "kpis", "i1", "weight"),
    ]


def test_a_click_beside_the_paper_or_on_its_empty_part_tells_nothing(paper: Paper, qtbot: QtBot) -> None:
    paper.show_document(document(paragraph("一行", "goals")))
    with qtbot.assertNotEmitted(paper.place_clicked):
        for at in (QPoint(4, 300), QPoint(300, 500)):
            qtbot.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_following_brings_a_row_into_view_and_marks_it(paper: Paper) -> None:
    paper.show_document(document(*long_document(150).blocks, heading("指标", "kpis"), table(80)))
    place = Place("p", "kpis", "i60", "weight")
    paper.follow(place)
    spot = paper.sheets.find(place)
    assert spot
    assert paper.marked == place
    assert 0 < top_of(paper, spot) < paper.viewport().height()
    margin = QPoint(paper.page_rect(spot.page).left() + round((LEFT - 9) * paper.scale), middle_of(paper, spot).y())
    assert paper.viewport().grab().toImage().pixelColor(margin).name() != "#ffffff"


def test_following_what_is_in_view_does_not_scroll(paper: Paper) -> None:
    paper.show_document(long_document(100))
    scroll_to(paper, "i50")
    value = paper.verticalScrollBar().value()
    paper.follow(Place("p", "s5", "i52"))
    assert paper.verticalScrollBar().value() == value


def test_following_an_item_that_is_not_shown_leads_to_its_section(paper: Paper) -> None:
    paper.show_document(long_document(100))
    paper.follow(Place("p", "s7", "hidden"))
    assert paper.marked == Place("p", "s7")
    spot = paper.sheets.find(Place("p", "s7"))
    assert spot
    assert 0 < top_of(paper, spot) < paper.viewport().height()


def test_following_what_is_nowhere_marks_nothing(paper: Paper) -> None:
    paper.show_document(long_document(20))
    paper.follow(Place("p", "s1"))
    paper.follow(Place("p", "gone"))
    assert paper.marked is None


# Zoom and size


def test_the_paper_fits_the_width_unless_a_zoom_is_chosen(paper: Paper) -> None:
    paper.show_document(long_document(20))
    assert paper.page_rect(0).width() == pytest.approx(paper.viewport().width() - 32, abs=1)
    paper.set_zoom(1.0)
    assert paper.page_rect(0).width() == 794  # A4 at 96 dots per inch
    paper.set_zoom(None)
    assert paper.horizontalScrollBar().maximum() == 0


def test_the_wheel_with_control_zooms_where_the_mouse_is(paper: Paper) -> None:
    paper.show_document(long_document(200))
    scroll_to(paper, "i100")
    at = middle_of(paper, spot_of(paper, "i104"))
    scale = paper.scale
    for _ in range(3):
        wheel = QWheelEvent(
            QPointF(at),
            QPointF(paper.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003  Qt takes it by position only: not inverted
        )
        QApplication.sendEvent(paper.viewport(), wheel)
    assert paper.scale > 1.2 * scale
    assert middle_of(paper, spot_of(paper, "i104")).y() == pytest.approx(at.y(), abs=6)


def test_line_breaks_do_not_depend_on_the_zoom(paper: Paper) -> None:
    paper.show_document(long_document(50))
    pages = paper.sheets.pages
    paper.set_zoom(0.5)
    paper.set_zoom(2.0)
    assert paper.sheets.pages is pages


def test_the_page_in_view_is_told(paper: Paper) -> None:
    told: list[tuple[int, int]] = []
    paper.page_changed.connect(lambda page, pages: told.append((page, pages)))
    paper.show_document(long_document(100))
    count = len(paper.sheets.pages)
    paper.verticalScrollBar().setValue(paper.verticalScrollBar().maximum())
    assert told[0] == (1, count)
    assert told[-1] == (count, count)


def test_the_keyboard_scrolls(paper: Paper, qtbot: QtBot) -> None:
    paper.show_document(long_document(100))
    bar = paper.verticalScrollBar()
    qtbot.keyClick(paper, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(paper, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(paper, Qt.Key.Key_PageDown)
    assert bar.value() > 0
