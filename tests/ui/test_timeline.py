import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.timeline import Timeline, TimelineBar
from desktop_app.ui.widgets.year_strip import StripPart, StripYear, YearStrip
from tests.support.gallery import sample_timeline

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    timeline = sample_timeline()
    qtbot.addWidget(timeline)
    timeline.resize(600, timeline.sizeHint().height())
    timeline.show()
    timeline.activateWindow()
    timeline.setFocus()
    qtbot.waitUntil(timeline.hasFocus)
    return timeline


def test_the_arrows_go_along_a_lane_and_between_lanes(timeline: Timeline, qtbot: QtBot) -> None:
    assert timeline.bar_at_cursor.id == "a"
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.bar_at_cursor.id == "b"
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.bar_at_cursor.id == "c"
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.bar_at_cursor.id == "d"
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.accessibleDescription() == "GD, self-employed: 104 weeks"
    qtbot.keyClick(timeline, Qt.Key.Key_Up)
    assert timeline.bar_at_cursor.id == "c"


def test_enter_chooses_the_period(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.period_chosen, timeout=500) as caught:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert caught.args == ["a"]


def test_a_click_chooses_the_period_under_the_mouse(timeline: Timeline, qtbot: QtBot) -> None:
    bar = timeline._lanes[1].bars[0]
    at = timeline._bar_rect(1, bar).center().toPoint()
    assert timeline.bar_under(at) is bar
    with qtbot.waitSignal(timeline.period_chosen, timeout=500) as caught:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == ["c"]


def test_bars_lie_where_their_days_are(timeline: Timeline) -> None:
    one, two = timeline._lanes[0].bars
    first, second = timeline._bar_rect(0, one), timeline._bar_rect(0, two)
    assert 0 < second.left() - first.right() < 2
    assert first.left() > timeline._years_rect().left()


def test_what_is_not_certified_is_an_outline_and_an_overlap_stays_one() -> None:
    from datetime import date

    day = date(1994, 7, 4)
    assert TimelineBar(id="x", start=day, end=day, certified=False, kind="voluntary").drawn_as == "not_certified"
    assert TimelineBar(id="x", start=day, end=day, certified=False, kind="overlap").drawn_as == "overlap"


def test_an_empty_timeline_can_be_shown(qtbot: QtBot) -> None:
    timeline = Timeline("Contribution timeline")
    qtbot.addWidget(timeline)
    timeline.resize(400, 200)
    timeline.show()
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.bar_at_cursor is None
    assert not timeline.grab().isNull()


def strip_of(qtbot: QtBot, count: int) -> YearStrip:
    strip = YearStrip("Weeks per year")
    qtbot.addWidget(strip)
    parts = [StripPart(start=0, end=500, lane=0), StripPart(start=500, end=1000, lane=1, kind="credited")]
    strip.show_years(
        [StripYear(year=1970 + n, weeks="26 + 26", parts=parts, attention=n == count - 1) for n in range(count)]
    )
    return strip


def test_a_year_is_chosen_by_keyboard_and_by_click(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, 5)
    strip.resize(600, 68)
    strip.show()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    with qtbot.waitSignal(strip.year_chosen, timeout=500) as caught:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert caught.args == [1971]
    assert strip.accessibleDescription() == "1971: 26 + 26"
    with qtbot.waitSignal(strip.year_chosen, timeout=500) as caught:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip._column(3).center())
    assert caught.args == [1973]


def test_with_little_room_the_year_in_question_stays_in_sight(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, 40)
    strip.resize(500, 68)
    strip.show()
    assert 39 in strip._visible()
    assert 0 not in strip._visible()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert 0 in strip._visible()
    assert not strip.grab().isNull()
