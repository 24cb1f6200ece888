"""A zone as a VTIMEZONE alone tells it (RFC 5545 section 3.6.5): its offsets, and since when."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import islice

from eventdesk.recurrence.rules import Rule, count_end, read_rule, starts

_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_KINDS = ("STANDARD", "DAYLIGHT")
_SINCE, _UNTIL = datetime(1950, 1, 1), datetime(2100, 1, 1)
_MOST_CHANGES = 1_000  # of one rule


@dataclass(frozen=True, slots=True)
class _Change:
    """The clocks change at a moment, which is in UTC without saying so."""

    moment: datetime
    before: timedelta
    after: timedelta

    @property
    def wall(self) -> datetime:
        """From when on the new offset holds for what a clock shows.

        A time that is left out counts by the old offset, one that comes twice is the first
        (RFC 5545 section 3.3.5).
        """
        return self.moment + max(self.before, self.after)


class OwnZone:
    """The zone of a VTIMEZONE's lines.

    Attributes:
        changes: whether its clocks ever change.
        lasts: whether it tells all years to come, and not only those of the calendar's events.

    Raises:
        ValueError: the lines tell no offset, or by a rule that cannot be followed.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        told, self.lasts = list[_Change](), False
        for observance in _observances(lines):
            found, lasts = _changes(observance)
            told += found
            self.lasts |= lasts
        if not told:
            raise ValueError("no offsets")
        told.sort(key=lambda change: change.wall)
        self._walls = [change.wall for change in told]
        self._moments = [change.moment for change in told]
        self._offsets = [told[0].before, *(change.after for change in told)]
        self.changes = len(set(self._offsets)) > 1

    def offset(self, wall: datetime) -> timedelta:
        """What a clock that shows this is ahead of UTC."""
        return self._offsets[bisect_right(self._walls, wall)]

    def wall(self, moment: datetime) -> datetime:
        """What a clock shows at a moment."""
        utc = moment.astimezone(UTC).replace(tzinfo=None)
        return utc + self._offsets[bisect_right(self._moments, utc)]

    def placed(self, wall: datetime) -> datetime:
        """The moment at which a clock shows this, the first one of two."""
        return wall.replace(tzinfo=timezone(self.offset(wall)))


def _observances(lines: Sequence[str]) -> Iterator[Mapping[str, list[str]]]:
    """The values of each STANDARD and DAYLIGHT part by their names."""
    told: dict[str, list[str]] | None = None
    for line in lines:
        head, _, value = line.partition(":")
        name = head.partition(";")[0]
        if name == "BEGIN" and value in _KINDS:
            told = {}
        elif name == "END" and told is not None:
            yield told
            told = None
        elif told is not None:
            told.setdefault(name, []).append(value.strip())


def _changes(told: Mapping[str, list[str]]) -> tuple[list[_Change], bool]:
    """When one part begins to hold, and whether it does so for ever again."""
    after = _offset(told.get("TZOFFSETTO", [""])[0])
    before = _offset(told.get("TZOFFSETFROM", [""])[0] or told["TZOFFSETTO"][0])
    first = _wall(told.get("DTSTART", [""])[0], before)
    walls, lasts = {first}, False
    for dates in told.get("RDATE", []):
        walls |= {_wall(one.partition("/")[0], before) for one in dates.split(",")}
    for text in told.get("RRULE", []):
        rule = read_rule(text)
        end = _end(rule, first, before)
        lasts |= end is None
        walls |= set(islice(starts(rule, first, _SINCE, end or _UNTIL), _MOST_CHANGES))
    return [_Change(wall - before, before, after) for wall in walls], lasts


def _end(rule: Rule, first: datetime, offset: timedelta) -> datetime | None:
    ends = [count_end(rule, first)]
    if rule.until is not None:
        until = rule.until
        if not isinstance(until, datetime):
            until = datetime.combine(until, time.max)
        elif until.tzinfo is not None:
            until = until.astimezone(UTC).replace(tzinfo=None) + offset
        ends.append(until)
    return min((end for end in ends if end is not None), default=None)


def _offset(text: str) -> timedelta:
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(f"no offset: {text}")
    length = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if length >= timedelta(days=1):
        raise ValueError(f"no offset: {text}")
    return -length if match[1] == "-" else length


def _wall(text: str, offset: timedelta) -> datetime:
    """What the clock showed right before the change."""
    if len(text) == 8:
        return datetime.combine(date.fromisoformat(text), time())
    wall = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")
    wall = wall + offset if text.endswith("Z") else wall
    # Early enough to be subtracted from.
    return max(wall, datetime.min + timedelta(days=2))
