"""Works off the outbox of one account: claim, commit, call, settle, one mark at a time.

Design: attendance, rules 3 to 8. No transaction is open while a request is.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import Mark, MarkState, Verdict, status_title, verdict
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    NotOffered,
    NotThere,
    PermissionMissing,
    ProviderError,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.domain.progress import Progress, ProgressCallback
from eventdesk.providers.base import Provider, Seen
from eventdesk.storage import outbox
from eventdesk.storage.database import Database
from eventdesk.storage.locks import only_one
from eventdesk.sync.key_check import check_key
from eventdesk.sync.ledger import Ledger
from eventdesk.sync.remote import RemoteView
from eventdesk.sync.report import MarkCounts

MOST_IGNORED = 3
"""How often a system may say yes and do nothing before the operator is asked."""


class Pusher:
    """Sends the marks of one account. Lives on the account's lane."""

    def __init__(
        self,
        database: Database,
        account: Account,
        provider: Provider,
        *,
        remote: RemoteView,
        clock: Clock,
        lock_folder: Path,
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._database = database
        self._account = account
        self._provider = provider
        self._remote = remote
        self._clock = clock
        self._lock = lock_folder / f"push-{account.id}.lock"
        self._jitter = jitter
        self._ledger = Ledger(database, clock, account.name)
        self._forbidden: PermissionMissing | None = None
        self.counts = MarkCounts()
        self.problems: list[str] = []
        self.touched: set[str] = set()

    def run(
        self, progress: ProgressCallback, cancel: CancelToken, *, at_once: bool = False
    ) -> MarkCounts:
        """Settle what is unknown, send what is due, and count.

        `at_once` sends marks too that would pause before their next try: somebody asked.

        Raises:
            CredentialsRefused, Unreachable: the account cannot be used now; its marks wait.
        """
        try:
            if self._marks(MarkState.PENDING, MarkState.SENDING, MarkState.UNKNOWN):
                with only_one(self._lock, cancel) as held:
                    if held:
                        self._recover(cancel, at_once=at_once)
                        self._work_off(progress, cancel)
        finally:
            waiting = self._marks(MarkState.PENDING, MarkState.SENDING, MarkState.UNKNOWN)
            self.counts.waiting = len(waiting)
        return self.counts

    def _recover(self, cancel: CancelToken, *, at_once: bool) -> None:
        # The lock is held, so a row in "sending" belongs to a process that died.
        for mark in self._marks(MarkState.SENDING):
            self._ledger.lost_sight(mark, "The program ended while this was on its way.")
        for mark in self._marks(MarkState.UNKNOWN):
            cancel.check()
            with self._apart(mark):
                self._settle(mark, cancel)
        if at_once:
            with self._database.write() as tx:
                outbox.forget_pauses(tx, self._account.id)

    def _work_off(self, progress: ProgressCallback, cancel: CancelToken) -> None:
        done = 0
        while batch := self._due():
            for mark in batch:
                cancel.check()
                progress(Progress("Sending marks", done, done + len(batch)))
                with self._apart(mark):
                    self._push(mark, cancel)
                done += 1
        if self._forbidden is not None:
            raise self._forbidden

    @contextmanager
    def _apart(self, mark: Mark) -> Iterator[None]:
        """What fails for one mark or one event does not hold up the others (rule 6)."""
        try:
            yield
        except PermissionMissing as error:
            self._forbidden = self._forbidden or error
            self._put_off(mark, error)
        except (BadAnswer, NotOffered, Refused) as error:
            self.problems.append(error.message)
            self._put_off(mark, error)

    def _put_off(self, mark: Mark, error: ProviderError) -> None:
        with self._database.read() as tx:
            current = outbox.by_id(tx, mark.id)
        if current.state is MarkState.PENDING:
            self._ledger.wait(current, error.sentence, until=self._later(current, None))

    def _marks(self, *states: MarkState) -> list[Mark]:
        with self._database.read() as tx:
            return outbox.in_states(tx, states, account_id=self._account.id)

    def _due(self) -> list[Mark]:
        with self._database.read() as tx:
            return outbox.due(tx, self._account.id, self._clock.now())

    def _push(self, mark: Mark, cancel: CancelToken) -> None:
        """Look what the system holds, then send, confirm, or leave it to the operator."""
        held = self._held(mark, cancel)
        match verdict(base=mark.base, remote=held, status=mark.status):
            case Verdict.CONFIRM:
                self._confirm(mark, f"{self._provider.info.title} had it already.")
            case Verdict.CONFLICT:
                self._conflict(mark, held)
            case Verdict.SEND:
                claimed = self._ledger.claim(mark)
                if claimed is not None:
                    self._send(claimed, cancel)

    def _send(self, mark: Mark, cancel: CancelToken) -> None:
        self.touched.add(mark.event_ref)
        attendee = self._remote.attendee(mark)
        self._remote.about_to_change(mark.event_ref)
        try:
            seen = self._provider.set_attendance(mark.event_ref, attendee, mark.status, cancel)
        except Unreachable as error:
            self._after_silence(mark, error)
            raise
        except NotThere as error:
            self._after_not_there(mark, error, cancel)
        except CredentialsRefused as error:
            self._ledger.wait(mark, error.sentence, until=None)
            raise
        except Refused as error:
            self._ledger.refuse(mark, error.sentence)
            self.counts.refused += 1
        except BadAnswer as error:
            self._settle(self._ledger.lost_sight(mark, error.sentence), cancel)
        else:
            self._after_answer(mark, seen, cancel)

    def _after_answer(self, mark: Mark, seen: Sequence[Seen], cancel: CancelToken) -> None:
        """An undo is read back; any other mark is taken at the system's word, if it gave one."""
        agreed = bool(seen) and all(place.status == mark.status for place in seen)
        if agreed and not mark.undo_of:
            self._confirm(mark, "", seen=seen)
            return
        unsure = self._ledger.lost_sight(mark, "Sent; read back to see what became of it.")
        self._settle(unsure, cancel, answered=True)

    def _after_silence(self, mark: Mark, error: Unreachable) -> None:
        if error.may_have_arrived:
            self._ledger.lost_sight(mark, error.sentence)
        else:
            until = self._later(mark, error.retry_after)
            self._ledger.wait(mark, error.sentence, until=until)
            if isinstance(error, Throttled):  # the whole account was asked to pause
                with self._database.write() as tx:
                    outbox.pause(tx, mark.account_id, until)

    def _after_not_there(self, mark: Mark, error: NotThere, cancel: CancelToken) -> None:
        """Believe that the attendee is gone only where the key is good."""
        try:
            check_key(self._provider, cancel)
        except ProviderError:
            self._ledger.wait(mark, error.sentence, until=None)
            raise
        self._conflict(mark, None)

    def _settle(self, mark: Mark, cancel: CancelToken, *, answered: bool = False) -> None:
        """Find out what became of a mark by reading the list; never by sending it again.

        `answered` says that the system took the request and claimed to have done it.
        """
        self.touched.add(mark.event_ref)
        held = self._held(mark, cancel)
        title = self._provider.info.title
        if held == mark.status:
            self._confirm(mark, f"Seen in {title}'s list.")
        elif answered and held is not None and (mark.undo_of or mark.tries >= MOST_IGNORED):
            what = "undo" if mark.undo_of else "mark"
            reason = f"{title} still says “{status_title(held)}”: the {what} did not take effect."
            self._ledger.refuse(mark, reason, remote=held)
            self.counts.refused += 1
        elif verdict(base=mark.base, remote=held, status=mark.status) is Verdict.SEND:
            reason = f"{title} does not have it yet; it will be sent again."
            pause = None if mark.tries <= 1 else self._later(mark, None)
            self._ledger.wait(mark, reason, until=pause)
        else:
            self._conflict(mark, held)

    def _held(self, mark: Mark, cancel: CancelToken) -> str | None:
        """What the system holds for the attendee now; None when they are gone."""
        try:
            return self._remote.status(mark, cancel)
        except NotThere:
            check_key(self._provider, cancel)
            return None

    def _confirm(self, mark: Mark, reason: str, *, seen: Sequence[Seen] = ()) -> None:
        if self._ledger.confirm(mark, reason, seen=seen):
            self.counts.confirmed += 1
        self.touched.add(mark.event_ref)

    def _conflict(self, mark: Mark, held: str | None) -> None:
        title = self._provider.info.title
        reason = f"{title} no longer lists this attendee."
        if held is not None:
            changed = self._remote.attendee(mark).updated_at
            when = f", changed {changed.astimezone():%d %b %H:%M}" if changed else ""
            reason = f"{title} says “{status_title(held)}” since this was marked{when}."
        if self._ledger.conflict(mark, reason, remote=held).state is MarkState.CONFLICT:
            self.counts.conflict += 1
        self.touched.add(mark.event_ref)

    def _later(self, mark: Mark, wish: float | None) -> datetime:
        """Doubling pauses with jitter; the system's own wish counts where it is longer."""
        pause = timedelta(seconds=2.0 ** min(mark.tries, 10) * self._jitter(0.5, 1.5))
        pause = max(pause, timedelta(seconds=wish or 0.0))
        return self._clock.now() + min(pause, outbox.LONGEST_PAUSE)
