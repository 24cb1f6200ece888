"""Every event of a sheet stands on it or is counted, within the page, whatever there is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import DaySpan, day_spans
from eventdesk.ui.runtime.turns import at_once
from eventdesk.ui.views.paper.agenda_sheet import AgendaSheet
from eventdesk.ui.views.paper.day_sheet import DaySheet
from eventdesk.ui.views.paper.document import painting
from eventdesk.ui.views.paper.month_sheet import MonthSheet
from eventdesk.ui.views.paper.pages import Direction, page_layout, saving, usual_paper
from eventdesk.ui.views.paper.sheet import EventsSheet
from eventdesk.ui.views.paper.week_sheet import WeekSheet
from tests.ui.paper.written_paper import written

NOW = datetime(2026, 11, 18, 14, 5)
MONDAY = date(2026, 11, 16)
OFFICE = Account(1, "Office", "memory", colour="#c2410c")
SITES = Account(2, "Sites", "memory", colour="#1d4ed8")


def _spans(*events: Event, account: Account = OFFICE) -> tuple[DaySpan, ...]:
    return day_spans([ListedEvent(n, account, event) for n, event in enumerate(events)])


def _event(title: str, day: int, hour: int = 19, **more: object) -> Event:
    start = datetime(2026, 11, day, hour)
    made = Event(title, title, start, start + timedelta(hours=2))
    return replace(made, **more)  # type: ignore[arg-type]


_STARTS = st.datetimes(datetime(2026, 10, 20), datetime(2026, 12, 10))
_LENGTHS = st.sampled_from([timedelta(0), timedelta(hours=2), timedelta(days=1), timedelta(9)])


@st.composite
def _weeks_of_events(draw: st.DrawFn) -> tuple[DaySpan, ...]:
    times = sorted(draw(st.lists(st.tuples(_STARTS, _LENGTHS, st.booleans()), max_size=60)))
    events = []
    for number, (start, length, all_day) in enumerate(times):
        first: date = start.date() if all_day else start
        last: date = first + max(length, timedelta(days=1)) if all_day else start + length
        events.append(Event(f"e{number}", f"Event-{number}.", first, last))
    return _spans(*events)


def _sheets(spans: Sequence[DaySpan]) -> list[EventsSheet]:
    last = MONDAY + timedelta(days=6)
    of_week = [span for span in spans if span.first <= last and span.last >= MONDAY]
    return [
        MonthSheet(date(2026, 11, 1), spans, NOW, 0),
        WeekSheet(MONDAY, of_week, NOW),
        AgendaSheet("All", spans, NOW),
        DaySheet(MONDAY, [span for span in spans if span.is_on(MONDAY)], NOW),
    ]


@settings(deadline=None, max_examples=15)
@given(_weeks_of_events())
def test_nothing_is_written_beyond_the_page(qapp: QApplication, spans: tuple[DaySpan, ...]) -> None:
    for sheet in _sheets(spans):
        for page in written(sheet):
            whole = page.area.adjusted(-1, -1, 1, 1)
            assert all(whole.contains(place) for _, place in page.written), type(sheet)


@settings(deadline=None, max_examples=15)
@given(_weeks_of_events())
def test_a_list_leaves_nobody_out(qapp: QApplication, spans: tuple[DaySpan, ...]) -> None:
    pages = written(AgendaSheet("All", spans, NOW))

    titles = re.findall(r"Event-\d+\.", " ".join(page.words for page in pages))
    assert titles == [span.listed.event.title for span in spans]


@settings(deadline=None, max_examples=15)
@given(_weeks_of_events())
def test_each_day_of_a_week_shows_or_counts_its_events(
    qapp: QApplication, spans: tuple[DaySpan, ...]
) -> None:
    sheet = _sheets(spans)[1]
    (page,) = written(sheet)

    shown = len(re.findall(r"Event-\d+\.", page.words))
    counted = sum(int(number) for number in re.findall(r"\+(\d+) more", page.words))
    days = [MONDAY + timedelta(days=n) for n in range(7)]
    assert shown + counted == sum(span.is_on(day) for span in sheet.spans for day in days)


def test_a_full_day_of_a_month_takes_room_from_quiet_weeks(qapp: QApplication) -> None:
    busy = [_event(f"Talk-{n}.", 18, 8 + n) for n in range(12)]

    (page,) = written(MonthSheet(MONDAY, _spans(*busy), NOW, 0))

    assert len(re.findall(r"Talk-\d+\.", page.words)) == 12
    assert "more" not in page.words


def test_what_a_screen_shows_by_style_paper_says_in_words(qapp: QApplication) -> None:
    spans = _spans(
        _event("Ball", 16, status=EventStatus.CANCELLED),
        _event("Fair", 16, status=EventStatus.DRAFT),
        _event("Gala", 16, sold_out=True),
    )
    for sheet in _sheets(spans):
        words = written(sheet)[0].words
        assert "~" in words
        assert re.search(r"Ball\s+\(cancelled\)|Ball \(can", words), type(sheet)
        assert "Fair (draft)" in words
        assert "Gala (sold out)" in words


def test_accounts_are_told_apart_without_colours(qapp: QApplication) -> None:
    spans = (*_spans(_event("Ball", 16)), *_spans(_event("Round", 16, 20), account=SITES))

    (page,) = written(MonthSheet(MONDAY, spans, NOW, 0))

    texts = [text for text, _ in page.written]
    assert texts.count("1") >= 2  # at the event and in the legend; the first of the month too
    assert texts.index("Office") > 0
    assert texts.index("Sites") > 0


def test_an_account_has_one_number_on_every_sheet(qapp: QApplication) -> None:
    names = [f"Account {letter}" for letter in "abcdefghijkl"]
    accounts = [Account(n, name, "memory") for n, name in enumerate(names, 1)]
    spans = [_spans(_event("Ball", 16), account=accounts[n])[0] for n in (11, 9, 2)]

    for sheet in (MonthSheet(MONDAY, spans, NOW, 0, names), WeekSheet(MONDAY, spans, NOW, names)):
        (page,) = written(sheet)
        texts = [text for text, _ in page.written]
        for number, name in (("3", names[2]), ("10", names[9]), ("12", names[11])):
            assert texts[texts.index(name) - 1] == number
        assert page.cut == []


def test_every_account_has_room_in_the_key(qapp: QApplication) -> None:
    accounts = [Account(n, f"Account-{n} of some office", "memory") for n in range(1, 31)]
    spans = [_spans(_event("Ball", 16), account=account)[0] for account in accounts]

    (page,) = written(MonthSheet(MONDAY, spans, NOW, 0))

    texts = [text for text, _ in page.written]
    assert {account.name for account in accounts} <= set(texts)


def test_paper_keeps_its_word_the_next_morning(qapp: QApplication) -> None:
    spans = _spans(_event("Ball", NOW.day), _event("Fair", NOW.day + 1))

    words = written(AgendaSheet("Next days", spans, NOW))[0].words

    assert "Wednesday 18 November 2026" in words
    assert "Thursday 19 November 2026" in words
    assert not re.search("today|tomorrow", words)


def test_nothing_is_cut_that_nobody_can_ask_for(qapp: QApplication) -> None:
    title, place = "Annual meeting " * 9 + "of-all", "Great Chamber " * 9 + "upstairs"
    spans = _spans(_event(title, 16, place=place))

    for sheet in (AgendaSheet("All", spans, NOW), WeekSheet(MONDAY, spans, NOW)):
        (page,) = written(sheet)
        assert "of-all" in page.words
        assert "upstairs" in page.words
        assert page.cut == []


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(qapp: QApplication) -> None:
    events = [
        Event(f"e{n}", f"Event-{n}.", datetime(2026, 1, 1, 9) + timedelta(days=n))
        for n in range(200)
    ]

    pages = written(AgendaSheet("All", _spans(*events), NOW))

    assert len(pages) > 3
    for page in pages:
        assert re.search(r"Event-\d+\.", " ".join(text for text, _ in page.written[-8:]))


def test_an_empty_sheet_says_so(qapp: QApplication) -> None:
    assert "No event takes place" in written(AgendaSheet("All", (), NOW))[0].words
    assert "No event takes place" in written(DaySheet(MONDAY, (), NOW))[0].words


@pytest.mark.parametrize(("name", "day"), [("en_US", "Sun"), ("de_DE", "Mo"), ("ar_EG", "السبت")])
def test_a_month_follows_the_locale(qapp: QApplication, name: str, day: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        first = (QLocale().firstDayOfWeek().value - 1) % 7
        (page,) = written(MonthSheet(MONDAY, _spans(_event("Ball", 16)), NOW, first))
    finally:
        QLocale.setDefault(before)
    place = next(place for text, place in page.written if text.startswith(day))
    assert place.left() < page.area.left() + page.area.width() / 7


def test_right_to_left_paper_begins_at_the_right(qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        (page,) = written(WeekSheet(MONDAY, _spans(_event("Ball", 16)), NOW))
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    first, last = page.written[0][1], page.written[3][1]
    assert first.center().x() > page.area.center().x()
    assert first.center().x() > last.center().x()


def test_a_pdf_has_the_pages_of_its_sheet(qapp: QApplication) -> None:
    events = [_event(f"Event-{n}.", 16) for n in range(120)]
    sheet = AgendaSheet("November", _spans(*events), NOW)

    layout = page_layout(sheet, "A4", Direction.SIDEWAYS)
    document = at_once(painting(sheet, layout, "Only open ones"))
    content = at_once(saving(document))

    assert content.startswith(b"%PDF-")
    pages = re.findall(rb"/Type /Page\n", content)
    assert len(pages) >= 4
    assert re.search(rb"/MediaBox \[0 0 842", content)


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("en_GB", "A4"),
        ("de_DE", "A4"),
        ("en_US", "Letter"),
        ("fr_CA", "Letter"),
        ("es_MX", "Letter"),
    ],
)
def test_the_paper_at_first_is_that_of_the_country(name: str, paper: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        assert usual_paper() == paper
    finally:
        QLocale.setDefault(before)
