"""The accounts panel and what the window says about all accounts together."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from eventdesk.domain.account import AccountState
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.progress import Progress
from eventdesk.services.accounts import AccountSummary
from eventdesk.ui.controllers.account_editing import add_account, edit_account
from eventdesk.ui.controllers.account_removal import remove_account
from eventdesk.ui.controllers.action_target import ActionTarget
from eventdesk.ui.controllers.actions import ActionsController
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.syncing import SyncController
from eventdesk.ui.models.accounts import AccountRow
from eventdesk.ui.models.accounts_offers import offers_words
from eventdesk.ui.models.accounts_words import (
    Words,
    account_words,
    not_installed,
    overall_words,
    worst_first,
    wrong_words,
)
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.dialogs.account_states import AccountStatesDialog
from eventdesk.ui.views.main.window import MainWindow


class AccountsController(QObject):
    """Fills the list of accounts and carries out what is asked there."""

    def __init__(self, hub: Hub, window: MainWindow, sync: SyncController) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._sync = sync
        self._service = hub.workspace.accounts
        self._scope = hub.scope(self)
        self._summaries: Sequence[AccountSummary] = ()
        self._refused: frozenset[str] = frozenset()
        hub.changed.connect(self._refresh_if_concerned)
        sync.moved.connect(self._show)
        window.accounts.shown_asked.connect(self._ask_shown)
        window.panel.opened.connect(self._ask_edit)
        window.status.cancel_asked.connect(sync.stop)
        self._actions = ActionsController(
            hub,
            window.panel,
            menu=window.panel.actions_menu,
            message=window.message,
            busy=window.panel.busy,
        )
        window.panel.current_changed.connect(lambda _name: self._offer_actions())
        self._connect_commands()

    def refresh(self) -> None:
        """Read the accounts anew."""
        self._scope.single("reading accounts", self._load, repeat=Repeat.REPLACE)

    def _connect_commands(self) -> None:
        commands, panel = self._window.commands, self._window.panel
        commands.refresh.triggered.connect(self._sync_all)
        commands.sync_account.triggered.connect(lambda: self._sync.sync([panel.current]))
        commands.add_account.triggered.connect(self._ask_add)
        commands.edit_account.triggered.connect(lambda: self._ask_edit(panel.current))
        commands.check_account.triggered.connect(lambda: self._ask_check(panel.current))
        commands.read_only.triggered.connect(
            lambda on: self._do("writing or not", lambda: self._allow_writing(panel.current, on))
        )
        commands.remove_account.triggered.connect(lambda: self._ask_remove(panel.current))
        commands.sync_state.triggered.connect(self._ask_states)
        self._window.colours.triggered.connect(self._ask_colour)

    # -- what is shown

    def _refresh_if_concerned(self, changes: Changes) -> None:
        if changes.accounts or changes.marks:
            self.refresh()

    async def _load(self) -> None:
        self._summaries = await self._hub.db(self._service.summaries)
        self._show()

    def _show(self) -> None:
        """Say how each account stands, and all of them together."""
        if not self._summaries:
            return
        window, summaries = self._window, self._summaries
        window.accounts.set_rows([self._row(summary) for summary in summaries])
        running = self._running()
        accounts = [summary.account for summary in summaries]
        syncing = running is not None
        window.status.set_state(overall_words(accounts, self._wrong(), syncing=syncing))
        window.status.show_sync(running)
        window.status.set_counts(
            sum(summary.waiting for summary in summaries),
            sum(summary.needs_decision for summary in summaries),
        )
        window.set_first_start(_holds_nothing(summaries))
        self._tell_refusals()
        self._offer_actions()

    def _offer_actions(self) -> None:
        """What the chosen account's system can do with the account itself."""
        chosen = [s for s in self._summaries if s.account.name == self._window.panel.current]
        self._window.commands.read_only.setChecked(bool(chosen) and chosen[0].account.read_only)
        target = None
        if chosen and (info := chosen[0].info) is not None:
            target = ActionTarget(chosen[0].account.name, info.title)
        self._actions.open(target)
        self._window.panel.actions_menu.setEnabled(target is not None)

    def _row(self, summary: AccountSummary) -> AccountRow:
        account = summary.account
        return AccountRow(
            name=account.name,
            colour=account.colour,
            shown=account.shown,
            events=summary.events,
            words=account_words(
                *(account, self._sync.progress(account.name), self._sync.trouble(account.name)),
                installed=summary.info is not None,
            ),
            offers="" if summary.info is None else offers_words(summary.info),
        )

    def _wrong(self) -> dict[str, Words]:
        """What is wrong with the accounts that are not up to date, by name."""
        found = {
            summary.account.name: wrong_words(
                summary.account,
                self._sync.trouble(summary.account.name),
                installed=summary.info is not None,
            )
            for summary in self._summaries
        }
        return {name: words for name, words in found.items() if words is not None}

    def _running(self) -> Progress | None:
        """Where the syncs that run stand, in one line."""
        names = [summary.account.name for summary in self._summaries]
        steps = {name: step for name in names if (step := self._sync.progress(name)) is not None}
        if len(steps) > 1:
            return Progress(self.tr("Syncing {count} accounts").format(count=len(steps)))
        for name, step in steps.items():
            return Progress(f"{name}: {step.text}", step.done, step.total)
        return None

    def _tell_refusals(self) -> None:
        """One notice for an account that needs a person, gone when it needs none any more."""
        sentences = {
            summary.account.name: sentence
            for summary in self._summaries
            if (sentence := self._refusal(summary))
        }
        new = [name for name in sentences if name not in self._refused]
        if new:
            name = new[0]
            self._window.message.say(
                f"{name}: {sentences[name]}",
                Tone.REFUSED,
                action=self.tr("Edit account"),
                act=lambda: self._ask_edit(name),
            )
        elif self._refused and not sentences:
            self._window.message.clear()
        self._refused = frozenset(sentences)

    def _refusal(self, summary: AccountSummary) -> str:
        if summary.info is None:
            return ""  # nothing that editing would mend
        if summary.account.state is AccountState.PARKED:
            return summary.account.state_text
        return self._sync.trouble(summary.account.name)

    # -- what is asked

    def _sync_all(self) -> None:
        self._sync.sync(summary.account.name for summary in self._summaries)

    def _ask_shown(self, name: str, shown: bool) -> None:
        names = [name] if name else [summary.account.name for summary in self._summaries]
        self._scope.start(self._told(self._show_events(names, shown)), name="showing events")

    async def _show_events(self, names: Sequence[str], shown: bool) -> None:
        changes = Changes()
        for name in names:
            changes |= await self._hub.db(self._service.show, name, shown)
        self._hub.announce(changes)

    def _ask_colour(self, action: QAction) -> None:
        name = self._window.panel.current
        self._do("colouring an account", lambda: self._recolour(name, action.data()))

    async def _recolour(self, name: str, colour: str) -> None:
        self._hub.announce(await self._hub.db(self._service.recolour, name, colour))

    async def _allow_writing(self, name: str, read_only: bool) -> None:
        changes = await self._hub.db(self._service.allow_writing, name, not read_only)
        self._hub.announce(changes)
        if not read_only:
            self._sync.sync([name])  # marks may have waited for it

    def _ask_add(self) -> None:
        self._do("adding an account", lambda: add_account(self._hub, self._window, self._sync))

    def _ask_edit(self, name: str) -> None:
        chosen = [s.account for s in self._summaries if s.account.name == name and s.info is None]
        if chosen:
            self._window.message.say(f"{name}: {not_installed(chosen[0])}", Tone.ALREADY)
        elif name:
            self._do(
                "editing an account",
                lambda: edit_account(self._hub, self._window, self._sync, name),
            )

    def _ask_remove(self, name: str) -> None:
        self._do(
            "removing an account",
            lambda: remove_account(self._hub, self._window, self._sync, name),
        )

    def _ask_check(self, name: str) -> None:
        self._do(f"checking {name}", lambda: self._check(name))

    async def _check(self, name: str) -> None:
        """Try the key of an account that is kept."""
        self._window.status.say(self.tr("Checking {name}…").format(name=name))
        token = CancelToken()
        try:
            account = await self._hub.db(self._service.get, name)
            await self._hub.vault(self._hub.workspace.connections.secrets_of, account)
            sentence = await self._hub.account(name, self._service.check, name, token)
        finally:
            token.cancel()
        self._window.message.say(f"{name}: {sentence}", Tone.CONFIRMED)

    def _ask_states(self) -> None:
        self._do("showing states", self._show_states)

    async def _show_states(self) -> None:
        worst = worst_first(self._wrong())
        rows = sorted(
            (self._row(summary) for summary in self._summaries),
            key=lambda row: worst.index(row.name) if row.name in worst else len(worst),
        )
        dialog = AccountStatesDialog(self._window, rows)
        try:
            if await dialogs.show(dialog):
                self._sync_all()
        finally:
            dialog.deleteLater()

    def _do(self, what: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do one thing that was asked; a failure of the world is said in place."""
        self._scope.single(what, lambda: self._told(work()), repeat=Repeat.IGNORE)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Cancelled:
            pass
        except EventDeskError as error:
            self._window.message.say(error.message, Tone.REFUSED)


def _holds_nothing(summaries: Sequence[AccountSummary]) -> bool:
    """True before the first account was added or the first event made."""
    lonely = len(summaries) == 1 and not summaries[0].events
    info = summaries[0].info
    return lonely and info is not None and not info.address_used
