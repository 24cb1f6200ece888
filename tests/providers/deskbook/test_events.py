"""Events of a desk book: made, listed, edited on two desks, deleted."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.errors import BadRequest, NotThere, Refused
from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole, Window
from eventdesk.providers.base import Batch
from tests.providers.deskbook.conftest import CANCEL, Desk, OpenDesk

NOVEMBER = Window(date(2026, 11, 1), date(2026, 12, 1))

SPRING_NIGHT = {
    "start": "2026-03-28T19:30",
    "end": "2026-03-29T00:30",
    "time_zone": "Europe/Berlin",
}


def _read(desk: Desk, window: Window | None, known: set[int]) -> Batch[Event]:
    """All batches of a list as one."""
    batches = list(desk.provider.events(window, known=known, cancel=CANCEL))
    return Batch(
        [item for batch in batches for item in batch.items],
        [number for batch in batches for number in batch.unchanged],
        total=batches[0].total,
    )


def _titles(desk: Desk, window: Window | None) -> list[str]:
    return [event.title for _, event in _read(desk, window, set()).items]


def test_everything_that_is_filled_in_comes_back(desk: Desk) -> None:
    event = desk.new_event(
        **SPRING_NIGHT,
        title="  Spring   concert ",
        place="Town Hall",
        kind="Concert",
        organizer="Music club",
        capacity="214",
        description="First part\nSecond part",
        tags="music, spring,",
        colour="#2F6FDE",
        status="draft",
    )
    zone = ZoneInfo("Europe/Berlin")
    assert event == Event(
        event.ref,
        "Spring concert",
        start=datetime(2026, 3, 28, 19, 30, tzinfo=zone),
        end=datetime(2026, 3, 29, 0, 30, tzinfo=zone),
        timezone="Europe/Berlin",
        status=EventStatus.DRAFT,
        status_text="Draft",
        kind="Concert",
        colour="#2f6fde",
        place="Town Hall",
        organizer="Music club",
        people=(EventPerson("Music club", PersonRole.RESPONSIBLE),),
        capacity=214,
        attendees=0,
        attended=0,
        updated_at=event.updated_at,
        description="First part\nSecond part",
        tags=("music", "spring"),
    )


@pytest.mark.parametrize(
    ("values", "start", "end"),
    [
        ({"start": "2026-11-21T19:00"}, datetime(2026, 11, 21, 19), None),
        ({"start": "2026-11-21"}, date(2026, 11, 21), date(2026, 11, 22)),
        ({"start": "2026-11-21T09:00", "all_day": "yes"}, date(2026, 11, 21), date(2026, 11, 22)),
        ({"start": "2026-11-21", "end": "2026-11-21"}, date(2026, 11, 21), date(2026, 11, 22)),
        ({"start": "2026-11-21", "end": "2026-11-23"}, date(2026, 11, 21), date(2026, 11, 23)),
    ],
)
def test_times(desk: Desk, values: dict[str, str], start: object, end: object) -> None:
    event = desk.new_event(**values)
    assert (event.start, event.end) == (start, end)
    unchanged = desk.provider.actions(event, CANCEL)[0]
    form = {field.name: field.value for field in unchanged.fields}
    assert desk.act(event, "edit", **form) == event


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "An event needs a Title."),
        ({"start": ""}, "An event needs a Start."),
        ({"start": "tomorrow"}, "Start cannot be “tomorrow”."),
        ({"end": "2026-11-21T18:59"}, "The End is before the Start."),
        ({"start": "2026-11-21", "end": "2026-11-20"}, "The End is before the Start."),
        ({"start": "0026-11-21"}, "Start cannot be in the year 26."),
        ({"start": "2026-11-21T19:00+01:00"}, "Start cannot have an offset."),
        ({"time_zone": "Europe/Nowhere"}, "Time zone cannot be “Europe/Nowhere”."),
        ({"time_zone": "../etc/passwd"}, "Time zone cannot be “../etc/passwd”."),
        ({"capacity": "many"}, "Capacity cannot be “many”."),
        ({"colour": "red"}, "Colour cannot be “red”."),
        ({"status": "deleted"}, "Status cannot be “deleted”."),
        ({"title": "x" * 501}, "Title is longer than 500 characters."),
        ({"venue": "Hall"}, "“New event” has no field “venue”."),
    ],
)
def test_what_cannot_be_read_names_the_field(
    desk: Desk, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.new_event(**values)
    assert caught.value.sentence == sentence
    assert caught.value.hint
    assert _titles(desk, None) == []


def test_the_days_of_a_window_are_the_venues(desk: Desk) -> None:
    for title, start, end, zone in [
        ("before", "2026-10-31T22:00", "2026-11-01T00:00", ""),
        ("into", "2026-10-31T22:00", "2026-11-01T00:01", ""),
        ("first", "2026-11-01T00:00", "", "Pacific/Kiritimati"),
        ("whole day", "2026-11-30", "", ""),
        ("last", "2026-11-30T23:59", "", "America/Los_Angeles"),
        ("after", "2026-12-01T00:00", "", ""),
    ]:
        desk.new_event(title=title, start=start, end=end, time_zone=zone)
    assert _titles(desk, NOVEMBER) == ["into", "first", "whole day", "last"]
    assert len(_titles(desk, None)) == 6


def test_only_what_changed_is_read_again(desk: Desk) -> None:
    kept, changed = desk.new_event(title="Kept"), desk.new_event(title="Old title")
    known = {number for number, _ in _read(desk, None, set()).items}
    desk.act(changed, "edit", title="New title")
    again = _read(desk, None, known)
    assert [event.title for _, event in again.items] == ["New title"]
    assert len(again.unchanged) == 1
    assert again.total == 2
    known |= {number for number, _ in again.items}
    # Counts are part of what a list of events shows.
    person = desk.add(kept, "Anna Baker")
    desk.provider.set_attendance(kept.ref, person, "attended", CANCEL)
    (event,) = [event for _, event in _read(desk, None, known).items]
    assert (event.title, event.attendees, event.attended) == ("Kept", 1, 1)


def test_two_desks_edit_different_fields(open_desk: OpenDesk) -> None:
    one, two = open_desk(), open_desk()
    seen = one.new_event(place="Town Hall")
    two.act(seen, "edit", place="Theatre")
    # The first desk sends its whole form, the place as it still sees it.
    form = {field.name: field.value for field in one.provider.actions(seen, CANCEL)[0].fields}
    event = one.act(seen, "edit", **form | {"title": "General meeting"})
    assert (event.title, event.place) == ("General meeting", "Theatre")


def test_two_desks_edit_the_same_field(open_desk: OpenDesk) -> None:
    one, two = open_desk(), open_desk()
    seen = one.new_event(place="Town Hall")
    two.act(seen, "edit", place="Theatre")
    assert one.act(seen, "edit", place="Theatre").place == "Theatre"
    with pytest.raises(Refused) as caught:
        one.act(seen, "edit", place="Church", title="General meeting")
    assert caught.value.sentence == "Another desk changed Place of “Annual meeting” meanwhile."
    assert one.event(seen.ref).title == "Annual meeting"


def test_delete_asks_with_the_number_of_attendees_and_takes_them_along(
    open_desk: OpenDesk,
) -> None:
    one, two = open_desk(), open_desk()
    event = one.new_event()
    other = one.new_event(title="Other")
    person = one.add(event, "Anna Baker")
    one.add(event, "Tom Baker")
    delete = one.provider.actions(event, CANCEL)[-1]
    assert delete.destructive
    assert delete.confirm == (
        "Delete “Annual meeting” with its 2 attendees? This cannot be undone."
    )
    one.provider.act(event, "delete", {}, CANCEL)
    assert two.provider.confirm_removed([event.ref, other.ref], CANCEL) == {event.ref}
    with pytest.raises(NotThere):
        two.event(event.ref)
    with pytest.raises(NotThere):
        list(two.provider.attendees(event.ref, known=(), cancel=CANCEL))
    with pytest.raises(NotThere):
        two.act(event, "edit", title="Too late")
    with pytest.raises(NotThere):
        two.provider.history(person.ref, CANCEL)


def test_history_tells_what_was_done_newest_first(desk: Desk) -> None:
    event = desk.new_event()
    desk.act(event, "edit", place="Theatre", capacity="80")
    person = desk.add(event, "Anna Baker")
    desk.provider.set_attendance(event.ref, person, "attended", CANCEL)
    entries = desk.provider.history(event.ref, CANCEL)
    assert [entry.what for entry in entries] == [
        "Anna Baker: Accepted, now Attended",
        "Anna Baker added",
        "Event changed: Place, Capacity",
        "Event added",
    ]
    times = [entry.at for entry in entries if entry.at is not None]
    assert times == sorted(times, reverse=True)
    assert times[0] - times[-1] >= timedelta(seconds=3)
    assert len(desk.provider.history(person.ref, CANCEL)) == 2
