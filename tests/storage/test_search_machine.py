"""The list of attendees under any changes: index, scan and a plain Python model must agree."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import SHOWN_ON_DESK, MarkState
from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.event import Event
from eventdesk.domain.text import name_sort_key
from eventdesk.storage import accounts, attendee_labels, attendees, events, search
from eventdesk.storage.database import open_database

_MARKED_AT = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
_LETTERS = "aabbntmáÄßøİ™ﬁ٣1 '-,ſ"
_STATUSES = ("", "invited", "declined", "attended")

texts = st.one_of(
    st.text(_LETTERS, max_size=7),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)
refs = st.sampled_from([f"r{number}" for number in range(9)])
statuses = st.sampled_from(_STATUSES)
people = st.builds(
    Attendee,
    ref=refs,
    name=texts,
    status=statuses,
    email=st.sampled_from(["", "a@x.org", "B@x.org", "anna@y.org"]),
    company=texts,
    phone=st.sampled_from(["", "+44 (0)20 7946"]),
)
queries = st.builds(
    AttendeeQuery,
    search=texts,
    status=st.none() | statuses,
    states=st.none() | st.frozensets(st.sampled_from([MarkState.PENDING, MarkState.CONFIRMED])),
    sort=st.sampled_from(["name", "name", "status", "email"]),
    descending=st.booleans(),
)


@dataclass
class Place:
    """What the store must hold of one attendee."""

    attendee: Attendee
    shown: str
    state: MarkState | None = None
    gone: bool = False

    @property
    def on_desk(self) -> bool:
        """Whether a mark of this desk is shown."""
        return self.state in SHOWN_ON_DESK

    def hear(self, status: str) -> None:
        """The system holds a status."""
        if not self.on_desk:
            self.state = self.state if self.shown == status else None
            self.shown = status

    def matches(self, query: AttendeeQuery) -> bool:
        """Whether a query means this attendee."""
        person = self.attendee
        digits = "".join(c for c in person.phone if c.isdigit())
        text = f"{person.name} {person.email} {person.company} {digits}"
        found = search.searched_words(text).split()
        wanted = search.searched_words(query.search).split()
        return (
            query.status in (None, self.shown)
            and (query.states is None or self.state in query.states)
            and all(any(word in other for other in found) for word in wanted)
        )


class AttendeeList(RuleBasedStateMachine):
    """One event whose attendees change in every way, beside another that must not be touched."""

    usual_step = attendee_labels.USUAL_STEP

    def __init__(self) -> None:
        super().__init__()
        self._shipped = attendee_labels.USUAL_STEP, search.LABELLED_AT_ONCE
        attendee_labels.USUAL_STEP, search.LABELLED_AT_ONCE = self.usual_step, 2
        self.folder = Path(tempfile.mkdtemp())
        self.database = open_database(self.folder / "desk.sqlite")
        self.model: dict[str, Place] = {}
        self.fingerprint = 0
        with self.database.write() as tx:
            account = accounts.add(tx, Account(0, "Office", "deskbook"))
            events.upsert(tx, account.id, [(1, Event("one", "One")), (2, Event("two", "Two"))])
            self.event, self.other = (
                events.event_id(tx, account.id, "one") or 0,
                events.event_id(tx, account.id, "two") or 0,
            )
            attendees.upsert(tx, self.other, [(1, Attendee("r1", "Anna Other"))], {})
            attendees.recount(tx, self.event)

    def teardown(self) -> None:
        """Nothing of an event must be left in the index, not even a word."""
        with self.database.write() as tx:
            for event in (self.event, self.other):
                left_over = [search.drop_event(tx, event, limit=5) for _ in range(4)]
                assert left_over[-1] == 0
            tx.execute(
                "CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'attendee_search', 'row')"
            )
            left = tx.execute("SELECT term FROM temp.terms").fetchall()
        self.database.close()
        shutil.rmtree(self.folder)
        attendee_labels.USUAL_STEP, search.LABELLED_AT_ONCE = self._shipped
        assert left == []

    @rule(batch=st.lists(people, max_size=12))
    def pull(self, batch: list[Attendee]) -> None:
        """The system sends some records, new, changed, or one twice."""
        rows = []
        for person in batch:
            self.fingerprint += 1
            rows.append((self.fingerprint, person))
        before = set(self.model)
        sent = {person.ref: person for person in batch}
        for ref, person in sent.items():
            place = self.model.setdefault(ref, Place(person, person.status))
            place.attendee, place.gone = person, False
            place.hear(person.status)
        with self.database.write() as tx:
            added, changed = attendees.upsert(tx, self.event, rows, {})
            attendees.recount(tx, self.event)
        assert (added, changed) == (len(set(sent) - before), len(set(sent) & before))

    @rule(ref=refs, name=texts)
    def rename(self, ref: str, name: str) -> None:
        """One attendee has another name now."""
        if ref in self.model:
            self.pull([replace(self.model[ref].attendee, name=name)])

    @rule(missing=st.lists(refs, max_size=6))
    def forget(self, missing: list[str]) -> None:
        """The system no longer lists some of them."""
        expected = 0
        for ref in set(missing) & set(self.model):
            if not self.model[ref].on_desk:
                del self.model[ref]
                expected += 1
            elif not self.model[ref].gone:
                self.model[ref].gone = True
                expected += 1
        with self.database.write() as tx:
            assert attendees.forget(tx, self.event, missing) == expected

    @rule(
        marked=st.lists(refs, max_size=3),
        status=statuses,
        state=st.sampled_from([MarkState.PENDING, MarkState.CONFIRMED, MarkState.LOCAL]),
    )
    def mark(self, marked: list[str], status: str, state: MarkState) -> None:
        """This desk marks some, or a mark is confirmed."""
        overlay = attendees.OverlayMark(status, state, "m1", _MARKED_AT, "Desk")
        with self.database.write() as tx:
            attendees.show_mark(tx, self.event, marked, overlay)
        for ref in set(marked) & set(self.model):
            self.model[ref].shown, self.model[ref].state = status, state

    @rule(ref=refs)
    def clear_mark(self, ref: str) -> None:
        """The mark counts no more."""
        with self.database.write() as tx:
            attendees.clear_mark(tx, self.event, [ref])
        if ref in self.model:
            self.model[ref].state = None
            self.model[ref].shown = self.model[ref].attendee.status

    @rule(ref=refs, status=statuses)
    def hear(self, ref: str, status: str) -> None:
        """The system tells what it holds of one."""
        with self.database.write() as tx:
            attendees.set_status(tx, self.event, ref, status)
        if ref in self.model:
            place = self.model[ref]
            place.attendee = replace(place.attendee, status=status)
            place.hear(status)

    @rule(limit=st.integers(1, 4))
    def index_some(self, limit: int) -> None:
        """The index catches up by one step."""
        with self.database.write() as tx:
            search.index_pending(tx, self.event, limit)

    @rule()
    def index_everything(self) -> None:
        """The index catches up."""
        for _ in range(60):
            with self.database.write() as tx:
                if search.index_pending(tx, self.event, limit=5) == 0:
                    return
        raise AssertionError("The index never becomes whole.")

    @rule(query=queries, offset=st.integers(0, 4), limit=st.integers(1, 8))
    def look(self, query: AttendeeQuery, offset: int, limit: int) -> None:
        """Each way to ask gives a part of the same list."""
        wanted = self._check_list(query)
        with self.database.read() as tx:
            page = attendees.page(tx, self.event, query, offset, limit)
            shown = [one.attendee for one in wanted]
            assert [one.attendee for one in page] == shown[offset : offset + limit]
            assert attendees.count(tx, self.event, query) == len(wanted)
            places = {person.ref: number for number, person in enumerate(shown)}
            for ref in self.model:
                assert attendees.offset_of(tx, self.event, query, ref) == places.get(ref)

    @invariant()
    def list_is_right(self) -> None:
        """The whole list is what the model holds."""
        self._check_list(AttendeeQuery())

    @invariant()
    def counts_are_right(self) -> None:
        """What a list of events shows is what there is."""
        places = self.model.values()
        attended = sum(place.shown == "attended" for place in places)
        listed = [place.shown for place in places if not place.gone]
        still = sum(status not in ("attended", "declined") for status in listed)
        no_shows = listed.count("no-show")
        with self.database.read() as tx:
            row = tx.execute("SELECT * FROM events WHERE id = ?", (self.event,)).fetchone()
            by_status = attendees.counts(tx, self.event)
            assert attendees.count(tx, self.other, AttendeeQuery(search="nna")) == 1
        told = row["expected"], row["attended"], row["no_shows"]
        assert told == (attended + still, attended, no_shows)
        shown = [place.shown for place in places]
        assert by_status == {status: shown.count(status) for status in set(shown)}

    def _check_list(self, query: AttendeeQuery) -> list[Place]:
        wanted = self._listed(query)
        with self.database.read() as tx:
            found = list(attendees.all(tx, self.event, query))
        assert [(one.attendee, one.status, one.mark_state, one.gone) for one in found] == [
            (one.attendee, one.shown, one.state, one.gone) for one in wanted
        ]
        return wanted

    def _listed(self, query: AttendeeQuery) -> list[Place]:
        found = [place for place in self.model.values() if place.matches(query)]
        by_name = query.sort == "name" and query.descending
        found.sort(
            key=lambda one: (name_sort_key(one.attendee.name), one.attendee.ref), reverse=by_name
        )
        if query.sort == "name":
            return found
        columns = {
            "status": lambda one: one.shown,
            "email": lambda one: one.attendee.email.lower(),
        }
        column = columns[query.sort]
        found.sort(key=column, reverse=query.descending)
        return sorted(found, key=lambda one: column(one) == "")


class CrowdedAttendeeList(AttendeeList):
    """The same with gaps that are used up at once, so that neighbours have to move."""

    usual_step = 1


TestAttendeeList = AttendeeList.TestCase
TestAttendeeList.settings = settings(max_examples=60, stateful_step_count=30)
TestCrowdedAttendeeList = CrowdedAttendeeList.TestCase
TestCrowdedAttendeeList.settings = settings(max_examples=40, stateful_step_count=30)
