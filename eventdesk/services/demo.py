"""The demo: a workspace on a throw-away profile, full of made-up events. It uses no network.

The desk book is real, with its own file; all other accounts stand on sample data in memory. What
systems there are the registry says, what they show resources/demo.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from itertools import chain

from eventdesk.domain.account import Account
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability, Field, SystemInfo
from eventdesk.domain.clock import Clock, SystemClock
from eventdesk.providers import registry
from eventdesk.providers.base import Provider
from eventdesk.providers.sample.book import SampleBook
from eventdesk.providers.sample.provider import standing_for
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.connections import Connections
from eventdesk.services.demo_books import BookMaker
from eventdesk.services.demo_plan import (
    AccountPlan,
    EventPlan,
    SystemPlan,
    people_plan,
    system_plan,
)
from eventdesk.services.demo_story import Story, StoryClock
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.memory import MemoryVault
from eventdesk.vault.secret_store import SecretStore

ATTENDEES = 1200
"""How many attendees all lists that were read have together."""

OPERATOR, DESK = "Kim", "Front door"
_NOWHERE = "https://demo.invalid"
"""No such host can exist (RFC 2606)."""

Books = dict[int, SampleBook]
"""What each pretended account holds, by the account's id."""


class DemoConnections(Connections):
    """Opens the demo's own accounts on sample data, and those that a person adds as ever."""

    def __init__(
        self, books: Mapping[int, SampleBook], secrets: SecretStore, profile: Profile, clock: Clock
    ) -> None:
        super().__init__(secrets, profile, clock)
        self._books = books

    def open(self, account: Account) -> Provider:
        """The account's provider; sample data needs no secret and keeps nothing open."""
        book = self._books.get(account.id)
        if book is None:
            return super().open(account)
        return self._on_sample_data(account, book)

    def open_apart(self, account: Account, secrets: Mapping[str, str]) -> Provider:
        """One of the demo's own accounts answers from sample data however it is edited."""
        book = self._books.get(account.id)
        if book is None:
            return super().open_apart(account, secrets)
        return self._on_sample_data(account, book)

    def sign_in(
        self, account: Account, secrets: Mapping[str, str], cancel: CancelToken
    ) -> Mapping[str, str]:
        """Nobody is asked for one of the demo's own accounts, and nothing is kept of it."""
        return {} if account.id in self._books else super().sign_in(account, secrets, cancel)

    def _on_sample_data(self, account: Account, book: SampleBook) -> Provider:
        info = registry.provider_class(account.system).info
        return standing_for(info)(self.context(account, {}), book)


def open_demo(profile: Profile, *, clock: Clock | None = None) -> Workspace:
    """Open a demo in an empty profile, which the caller throws away afterwards.

    The same day gives the same events, people and marks. Nothing stays open on this thread.
    """
    story_clock, books = StoryClock(clock or SystemClock()), Books()
    workspace = open_workspace(
        profile, MemoryVault(), clock=story_clock, connect=partial(DemoConnections, books)
    )
    try:
        _Filling(workspace, story_clock, books).fill()
    except BaseException:  # whatever it is goes on: only the files must not stay open
        workspace.close()
        raise
    workspace.close_thread()
    return workspace


class _Filling:
    """Fills a new workspace with all that resources/demo has for the installed systems."""

    def __init__(self, workspace: Workspace, clock: StoryClock, books: Books) -> None:
        self._workspace = workspace
        self._clock = clock
        self._books = books
        own = registry.default_system()
        self._own_key = "" if own is None else own.key
        self._systems = {
            info.key: (info, plan)
            for info in registry.systems()
            if (plan := system_plan(info.key)) is not None
        }

    def fill(self) -> None:
        """Make accounts, fill their books and tell their stories."""
        self._workspace.desk.rename(operator=OPERATOR, desk=DESK)
        maker = BookMaker(people_plan(), self._clock.now(), self._rest())
        for info, system in self._systems.values():
            for plan in system.accounts:
                if info.key == self._own_key:
                    book = SampleBook()
                    refs = maker.desk_book(self._workspace, info, system, plan)
                else:
                    book = maker.sample_book(system, plan, info.capabilities)
                    refs = {ref: ref for ref in book.events}
                    self._books[self._add(info, plan).id] = book
                Story(self._workspace, self._clock, plan, book, refs).tell(info.title)
        self._clock.behind = timedelta()

    def _add(self, info: SystemInfo, plan: AccountPlan) -> Account:
        """Keep an account whose fields are filled in with what leads nowhere."""
        needed = {field.name: "demo" for field in info.options if field.required}
        draft = AccountDraft(
            system=info.key,
            name=plan.name,
            address=_NOWHERE if info.address_used else "",
            options=needed | dict(plan.options),
            secrets={field.name: "demo" for field in _kept_secrets(info)},
        )
        account, _ = self._workspace.accounts.add(draft)
        return account

    def _rest(self) -> int:
        """How many attendees the events with a number of their own leave of `ATTENDEES`."""
        numbers = [plan.attendees for plan in self._plans() if isinstance(plan.attendees, int)]
        return ATTENDEES - sum(numbers)

    def _plans(self) -> Iterator[EventPlan]:
        """The plans of all events whose attendees are read."""
        for info, system in self._systems.values():
            if Capability.ATTENDEES in info.capabilities:
                yield from chain.from_iterable(_synced(system))


def _kept_secrets(info: SystemInfo) -> tuple[Field, ...]:
    """The first way to sign in that needs no system to answer."""
    groups = (group for group in info.secrets if all(field.kept for field in group))
    return next(groups, ())


def _synced(system: SystemPlan) -> Iterator[tuple[EventPlan, ...]]:
    return (plan.events for plan in system.accounts if plan.trouble != "never-synced")
