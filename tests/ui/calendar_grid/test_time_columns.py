"""Events side by side: none over another, all shown or counted, as wide as there is room."""

from datetime import date, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import DaySpan, day_spans
from eventdesk.ui.models.time_segments import MINUTES_OF_DAY, Segment, segments
from eventdesk.ui.views.calendar.time_columns import DayColumns, lay_columns

DAY = date(2026, 11, 18)
BOOK = Account(1, "Desk book", "deskbook", colour="#c2410c")


def span(number: int, start: datetime, minutes: int | None) -> DaySpan:
    end = None if minutes is None else start + timedelta(minutes=minutes)
    listed = ListedEvent(number, BOOK, Event(f"e{number}", f"Event {number}", start, end))
    return day_spans([listed])[0]


def at(hour: int, minute: int = 0, day: int = 18) -> datetime:
    return datetime(2026, 11, day, hour, minute)


def of_day(*spans: DaySpan) -> list[Segment]:
    return segments(DAY, 1, spans)[0]


def places(layout: DayColumns) -> dict[str, tuple[int, int, int]]:
    return {
        one.segment.span.listed.event.ref: (one.first, one.last, one.of) for one in layout.placed
    }


minutes_of_day = st.integers(0, MINUTES_OF_DAY - 1)
lengths = st.one_of(st.none(), st.integers(0, 1439))
days = st.lists(st.tuples(minutes_of_day, lengths), max_size=24)


def laid(found: list[tuple[int, int | None]], least: int, most: int) -> DayColumns:
    spans = [
        span(number, at(0) + timedelta(minutes=start), length)
        for number, (start, length) in enumerate(found)
    ]
    return lay_columns(of_day(*spans), least=least, most=most)


@given(days, st.integers(1, 60), st.integers(2, 8))
def test_nothing_lies_over_anything_else(
    found: list[tuple[int, int | None]], least: int, most: int
) -> None:
    layout = laid(found, least, most)
    taken = [(one.start, one.end, range(one.first, one.last + 1), one.of) for one in layout.placed]
    taken += [(one.start, one.end, range(one.of - 1, one.of), one.of) for one in layout.counted]
    for (start, end, columns, of), (other_start, other_end, others, other_of) in combinations(
        taken, 2
    ):
        if start < other_end and other_start < end:
            assert of == other_of  # so that columns have the same edges
            assert not set(columns) & set(others)


@given(days, st.integers(1, 60), st.integers(2, 8))
def test_everything_is_shown_or_counted_and_long_enough(
    found: list[tuple[int, int | None]], least: int, most: int
) -> None:
    layout = laid(found, least, most)
    shown = [one.segment for one in layout.placed]
    counted = [segment for one in layout.counted for segment in one.segments]
    assert sorted(s.span.listed.id for s in shown + counted) == list(range(len(found)))
    for one in layout.placed:
        assert 0 <= one.first <= one.last < one.of <= most
        assert one.end - one.start >= least
        assert 0 <= one.start <= one.segment.start
        assert one.end <= max(MINUTES_OF_DAY, one.start + least)


@given(days, st.integers(1, 60), st.integers(2, 8))
def test_each_is_as_wide_as_the_room_beside_it(
    found: list[tuple[int, int | None]], least: int, most: int
) -> None:
    layout = laid(found, least, most)
    taken = [(one.start, one.end, one.first) for one in layout.placed]
    taken += [(one.start, one.end, one.of - 1) for one in layout.counted]
    for one in layout.placed:
        stopped = one.last + 1 == one.of or any(
            first == one.last + 1 and start < one.end and one.start < end
            for start, end, first in taken
        )
        assert stopped


@given(days, st.integers(1, 60), st.integers(2, 8), st.randoms(use_true_random=False))
def test_the_order_of_what_was_read_changes_nothing(
    found: list[tuple[int, int | None]], least: int, most: int, random: object
) -> None:
    spans = [span(n, at(0) + timedelta(minutes=s), length) for n, (s, length) in enumerate(found)]
    shuffled = list(spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = lay_columns(of_day(*spans), least=least, most=most)
    other = lay_columns(of_day(*shuffled), least=least, most=most)
    assert places(one) == places(other)


def test_two_at_once_share_the_day_and_a_later_one_has_it_whole() -> None:
    layout = lay_columns(
        of_day(span(1, at(9), 60), span(2, at(9, 30), 60), span(3, at(12), 60)), least=20, most=6
    )
    assert places(layout) == {"e1": (0, 0, 2), "e2": (1, 1, 2), "e3": (0, 0, 1)}


def test_a_column_that_is_free_later_is_used_again_and_widened_into() -> None:
    layout = lay_columns(
        of_day(
            span(1, at(8), 600),
            span(2, at(9), 60),
            span(3, at(9), 30),
            span(4, at(12), 60),
        ),
        least=20,
        most=6,
    )
    assert places(layout) == {"e1": (0, 0, 3), "e2": (1, 1, 3), "e3": (2, 2, 3), "e4": (1, 2, 3)}


def test_more_than_fit_are_counted_where_they_are() -> None:
    crowd = [span(n, at(10, n), 60) for n in range(7)]
    layout = lay_columns(of_day(*crowd), least=20, most=3)
    assert places(layout) == {"e0": (0, 0, 3), "e1": (1, 1, 3)}
    assert [(one.start, len(one.segments)) for one in layout.counted] == [(602, 5)]


def test_an_event_across_midnight_is_on_both_days() -> None:
    night = span(1, at(22), 5 * 60)
    found = segments(DAY, 2, [night])
    assert [[(s.column, s.start, s.end, s.begins, s.ends) for s in day] for day in found] == [
        [(0, 1320, 1440, True, False)],
        [(1, 0, 180, False, True)],
    ]
    ends_at_midnight = span(2, at(22), 120)
    assert [len(day) for day in segments(DAY, 2, [ends_at_midnight])] == [1, 0]
    before = span(3, at(23, day=17), 120)
    assert [(s.start, s.end, s.begins) for s in of_day(before)] == [(0, 60, False)]


def test_an_event_at_the_last_minute_is_moved_up_to_be_read() -> None:
    layout = lay_columns(of_day(span(1, at(23, 58), None)), least=20, most=4)
    assert [(one.start, one.end) for one in layout.placed] == [(1420, 1440)]
