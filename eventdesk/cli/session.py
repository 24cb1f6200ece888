"""One run of a command: the profile it works on, and what it must have before it can answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import click

from eventdesk.cli.output import clear_progress, show_progress
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import NotOffered, NotThere, ProfileUnusable
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.services.events import EventView
from eventdesk.services.logbook import start_log, stop_log
from eventdesk.services.profile import Profile, default_profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.base import Vault
from eventdesk.vault.keyring_vault import KeyringVault

OpenVault = Callable[[str], Vault]
"""Opens the store of secrets of the profile with this identity."""


@dataclass
class Session:
    """What commands share. The profile is opened by the first one that needs it."""

    open_vault: OpenVault = KeyringVault
    profile: Profile = field(default_factory=default_profile)
    log_level: str = "info"
    cancel: CancelToken = field(default_factory=CancelToken)
    _log: logging.Handler | None = None

    @cached_property
    def workspace(self) -> Workspace:
        """The opened profile. Raises `ProfileUnusable`."""
        self.begin_log()
        workspace = open_workspace(self.profile, self.open_vault(self.profile.identity()))
        if workspace.store.notice:
            click.echo(workspace.store.notice, err=True)
        return workspace

    def begin_log(self) -> None:
        """Keep a log from now on. Raises `ProfileUnusable`."""
        if self._log is None:
            self.profile.prepare()
            try:
                self._log = start_log(self.profile.log, self.log_level)
            except OSError as error:
                raise ProfileUnusable(
                    f"The log {self.profile.log} cannot be written ({error.strerror}).",
                    "Check its permissions, or choose another profile with --profile.",
                ) from error

    def close(self) -> None:
        """Let go of the profile, if it was opened."""
        if "workspace" in self.__dict__:
            self.workspace.close()
        if self._log is not None:
            stop_log(self._log)

    def event(self, ref: EventRef, occurrence: EventTime | None = None) -> EventView:
        """An event of the store, fetched where the store lacks it. Raises the families of errors.

        `occurrence` names one of a series, None the series.

        Lists reach some weeks around today only, so an event may well exist beyond them.
        """
        self.workspace.accounts.get(ref.account)
        try:
            self.workspace.events.view(ref)
        except NotThere as unknown:
            self._fetch_unknown(ref, unknown)
        return self.workspace.events.view(ref, occurrence)

    def _fetch_unknown(self, ref: EventRef, unknown: NotThere) -> None:
        try:
            self.fetch(ref)
        except NotThere:
            # It may mean a bad key too (apis/sheepcrm.md section 5): ask before believing it.
            self.workspace.accounts.check(ref.account, self.cancel)
            raise unknown from None

    def have_part(self, ref: EventRef, part: Capability) -> None:
        """Fetch a part of an event that was never fetched.

        Raises:
            NotOffered: the event's system has no such part. Any other family: it was not fetched.
        """
        view = self.event(ref)
        if not view.can(part):
            title = view.info.title if view.info else view.listed.account.system
            raise NotOffered(
                f"{title} has no {part.value}.", "`eventdesk accounts systems` says what each has."
            )
        ages = {
            Capability.ATTENDEES: view.listed.attendees_at,
            Capability.ORDERS: view.listed.orders_at,
            Capability.TICKETS: view.listed.tickets_at,
        }
        if ages[part] is None:
            self.fetch(ref, part)

    def fetch(self, ref: EventRef, *parts: Capability) -> None:
        """Read an event and parts of it from its system. Raises the families of errors."""
        report, _ = self.workspace.syncing.refresh_event(
            ref, frozenset(parts), show_progress, self.cancel
        )
        clear_progress()
        if report.failure is not None:
            raise report.failure


pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


def profile_at(folder: Path | None) -> Profile:
    """The profile in a folder, or the person's own."""
    return Profile(folder.expanduser().absolute()) if folder else default_profile()
