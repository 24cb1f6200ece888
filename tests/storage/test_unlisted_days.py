"""Which days of a window no listing holds: asked for as one span, never more than is needed."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventdesk.domain.account import Account
from eventdesk.domain.event import Window
from eventdesk.storage import listings
from eventdesk.storage.database import Database
from eventdesk.storage.listings import Listing

FIRST = date(2026, 11, 1)
NOW = datetime(2026, 11, 18, 14, 5, tzinfo=UTC)


def days(first: int, length: int) -> Window:
    start = FIRST + timedelta(days=first)
    return Window(start, start + timedelta(days=length))


WINDOWS = st.builds(days, st.integers(0, 40), st.integers(1, 20))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=st.lists(WINDOWS, max_size=6), wanted=WINDOWS)
def test_all_missing_days_and_no_others_at_the_edges(
    database: Database, account: Account, held: list[Window], wanted: Window
) -> None:
    with database.write() as tx:
        listings.forget(tx, account.id)
        for window in held:
            listings.note(tx, account, Listing(window, NOW, NOW))
        found = listings.missing(tx, account, wanted)
    count = (wanted.last - wanted.first).days
    missing = [
        day
        for day in (wanted.first + timedelta(days=n) for n in range(count))
        if not any(window.first <= day < window.last for window in held)
    ]
    if not missing:
        assert found is None
    else:
        assert found == Window(missing[0], missing[-1] + timedelta(days=1))


def test_a_listing_of_all_days_leaves_none(database: Database, account: Account) -> None:
    with database.write() as tx:
        assert listings.missing(tx, account, days(0, 30)) == days(0, 30)
        listings.note(tx, account, Listing(None, NOW, NOW))
        assert listings.missing(tx, account, days(0, 30)) is None
