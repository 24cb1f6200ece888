"""Whatever a week holds: nothing overlaps, nothing is lost, and the order stays."""

from collections import Counter
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import (
    DAY,
    DaySpan,
    add_months,
    day_spans,
    week_number,
    weeks_of_month,
)
from eventdesk.ui.views.calendar.layout import DAYS, layout_week, stretched

MONDAY = date(2026, 11, 16)
ACCOUNT = Account(1, "Office", "memory")

_DAYS = st.integers(-10, 10).map(lambda days: MONDAY + timedelta(days=days))
_ALL_DAY = st.tuples(_DAYS, st.integers(1, 12)).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)
_TIMED = st.tuples(_DAYS, st.integers(0, 23), st.integers(0, 60)).map(
    lambda three: (
        start := datetime(three[0].year, three[0].month, three[0].day, three[1]),
        start + timedelta(hours=three[2]),
    )
)


def _events(times: list[tuple[date, date]]) -> tuple[DaySpan, ...]:
    return day_spans(
        [
            ListedEvent(number, ACCOUNT, Event(f"e{number}", "Ball", start, end))
            for number, (start, end) in enumerate(times)
        ]
    )


_WEEKS = st.lists(_ALL_DAY | _TIMED, max_size=30).map(_events)


@given(_WEEKS, st.integers(1, 9), st.booleans())
def test_nothing_overlaps_and_nothing_is_lost(
    spans: tuple[DaySpan, ...], lanes: int, counts: bool
) -> None:
    week = layout_week(MONDAY, spans, lanes, counts=counts)

    places = Counter(
        (piece.lane, column)
        for piece in week.pieces
        for column in range(piece.first, piece.last + 1)
    )
    assert all(count == 1 for count in places.values())
    assert all(0 <= lane < lanes for lane, _ in places)
    for column in range(DAYS):
        day = MONDAY + timedelta(days=column)
        drawn = [piece for piece in week.pieces if piece.first <= column <= piece.last]
        held = [span for span in spans if span.is_on(day)]
        assert len(drawn) + week.hidden[column] == len(held)
        assert {piece.span.entry for piece in drawn} <= {span.entry for span in held}
        if week.hidden[column] and counts:  # the last lane is left to their number
            assert (lanes - 1, column) not in places


@given(_WEEKS, st.integers(2, 9), st.integers(0, 29), st.booleans())
def test_the_chosen_entry_is_never_hidden_and_moves_no_other(
    spans: tuple[DaySpan, ...], lanes: int, number: int, counts: bool
) -> None:
    held = [span for span in spans if span.first < MONDAY + DAY * DAYS and span.last >= MONDAY]
    if not held:
        return
    chosen = held[number % len(held)]
    before = layout_week(MONDAY, spans, lanes, counts=counts)

    week = layout_week(MONDAY, spans, lanes, chosen, counts=counts)

    for column in range(DAYS):
        shown = {one.lane: one.span.entry for one in week.pieces if one.first <= column <= one.last}
        drawn = [one for one in week.pieces if one.first <= column <= one.last]
        assert len(drawn) == len(shown)
        assert chosen.is_on(MONDAY + DAY * column) == (chosen.entry in shown.values())
        was = {o.lane: o.span.entry for o in before.pieces if o.first <= column <= o.last}
        moved = [lane for lane in was if shown.get(lane) != was[lane]]
        if chosen.entry in was.values():
            assert shown == was
        assert [shown[lane] for lane in moved] in ([], [chosen.entry])
        assert moved in ([], [max(was, default=0)])
        held_here = sum(span.is_on(MONDAY + DAY * column) for span in spans)
        assert week.hidden[column] == held_here - len(shown)


@given(_WEEKS, st.integers(1, 9), st.integers(0, 3))
def test_lines_that_are_made_taller_fit_and_stay_in_order(
    spans: tuple[DaySpan, ...], lanes: int, every: int
) -> None:
    before = layout_week(MONDAY, spans, lanes)

    week = stretched(before, lanes, lambda span: bool(every) and span.listed.id % every == 0)

    assert week.hidden == before.hidden
    assert len(week.pieces) == len(before.pieces)
    for column in range(DAYS):
        shown = [one for one in week.pieces if one.first <= column <= one.last]
        taken = [lane for one in shown for lane in range(one.lane, one.lane + one.lanes)]
        room = lanes - 1 if week.hidden[column] else lanes
        assert len(set(taken)) == len(taken)
        assert set(taken) <= set(range(room))
        lines = sorted((one for one in shown if not one.span.bar), key=lambda one: one.lane)
        times = [one.span.starts for one in lines]
        assert times == sorted(times)


@given(_WEEKS, st.integers(1, 9), st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(
    spans: tuple[DaySpan, ...], lanes: int, random: object
) -> None:
    shuffled = list(spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert layout_week(MONDAY, shuffled, lanes) == layout_week(MONDAY, spans, lanes)


@given(_WEEKS)
def test_lines_stand_below_each_other_by_time(spans: tuple[DaySpan, ...]) -> None:
    week = layout_week(MONDAY, spans, 60)

    for column in range(DAYS):
        lines = [piece for piece in week.pieces if piece.first == column and not piece.span.bar]
        lines.sort(key=lambda piece: piece.lane)
        times = [piece.span.starts for piece in lines]
        assert times == sorted(times)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 6))
def test_the_weeks_of_a_month_hold_all_its_days_once(day: date, first_weekday: int) -> None:
    weeks = weeks_of_month(day, first_weekday)

    days = [week + timedelta(days=n) for week in weeks for n in range(DAYS)]
    assert sum(each.month == day.month for each in days) in (28, 29, 30, 31)
    assert all(week.weekday() == first_weekday for week in weeks)
    assert any(each.month == day.month for each in days[:7])
    assert any(each.month == day.month for each in days[-7:])
    assert all(after - before == DAY for before, after in zip(days, days[1:], strict=False))


def test_months_and_weeks_are_counted_as_people_do() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 18), 2) == date(2027, 1, 18)
    assert add_months(date(9900, 12, 5), 3).year == 9900
    starts = (date(2026, 12, 27), date(2026, 12, 28), date(2027, 1, 3), date(2027, 1, 4))
    assert [week_number(start) for start in starts] == [53, 53, 1, 1]
