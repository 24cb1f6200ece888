"""What is said about accounts: one word for each state, the same wherever it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.progress import Progress
from eventdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Words:
    """A state in words, with its tone; `detail` is a whole sentence, "" where all is well."""

    text: str
    tone: Tone = Tone.NEUTRAL
    detail: str = ""


def colour_titles(values: Sequence[str]) -> dict[str, str]:
    """What people call the colours of accounts; one without a name is called by its value."""
    titles = {
        "#2f6fde": _tr("Blue"),
        "#c2410c": _tr("Orange"),
        "#0f8a6d": _tr("Green"),
        "#8b3fc7": _tr("Violet"),
        "#b4235f": _tr("Pink"),
        "#5b7a12": _tr("Olive"),
        "#0e7fa8": _tr("Teal"),
        "#a16207": _tr("Amber"),
        "#5a55d6": _tr("Indigo"),
        "#6b7280": _tr("Slate"),
    }
    return {value: titles.get(value, value) for value in values}


def account_words(
    account: Account,
    progress: Progress | None = None,
    trouble: str = "",
    *,
    installed: bool = True,
) -> Words:
    """How an account stands.

    Args:
        progress: where its sync stands, None while none runs.
        trouble: a sentence on what keeps the sync from even beginning, such as a locked keyring.
        installed: whether this computer can speak with the account's system at all.
    """
    if not installed:
        return Words(_tr("not installed here"), Tone.ALREADY, not_installed(account))
    if progress is not None:
        return Words(_syncing(progress), Tone.INFO, progress.text)
    if trouble:
        return Words(_tr("cannot sync"), Tone.ALREADY, trouble)
    match account.state:
        case AccountState.OFFLINE:
            return Words(_aged(_tr("offline"), account), Tone.WAITING, account.state_text)
        case AccountState.PARKED:
            return Words(_aged(_tr("key refused"), account), Tone.REFUSED, account.state_text)
        case AccountState.FAILED:
            return Words(_aged(_tr("sync failed"), account), Tone.ALREADY, account.state_text)
        case _ if account.last_sync is None:
            return Words(_tr("never synced"))
        case _:
            text = _tr("look only {time}") if account.read_only else _tr("up to date {time}")
            return Words(text.format(time=short_time(account.last_sync)), detail=_detail(account))


def _aged(state: str, account: Account) -> str:
    """A state in which old data is shown, and how old it is."""
    if account.last_sync is None:
        return state
    text = _tr("{state}, list from {time}")
    return text.format(state=state, time=short_time(account.last_sync))


def not_installed(account: Account) -> str:
    """A sentence on an account whose system this computer cannot speak with."""
    text = _tr(
        "The system “{system}” is not installed here. What was read before is shown; "
        "install Event Desk again to go on with it, or remove the account."
    )
    return text.format(system=account.system)


def _detail(account: Account) -> str:
    return _tr("Nothing is written to its system from this desk.") if account.read_only else ""


def overall_words(accounts: Sequence[Account], *, syncing: bool) -> Words:
    """How all accounts stand together: the worst counts, and the oldest data."""
    states = [account.state for account in accounts]
    updated = _updated(accounts)
    if syncing:
        return Words(_tr("Syncing"), Tone.INFO)
    if refused := states.count(AccountState.PARKED):
        text = _tr("{count} key refused").format(count=refused)
        return Words(f"{text}, {updated}", Tone.REFUSED)
    if offline := states.count(AccountState.OFFLINE):
        text = _tr("{count} of {all} offline").format(count=offline, all=len(states))
        text = _tr("Offline") if offline == len(states) else text
        return Words(f"{text}, {updated}", Tone.WAITING)
    if failed := states.count(AccountState.FAILED):
        text = _tr("{count} sync failed").format(count=failed)
        return Words(f"{text}, {updated}", Tone.ALREADY)
    if AccountState.NEW in states or not states:
        return Words(_tr("Not synced yet"))
    return Words(_tr("Online, {updated}").format(updated=updated), Tone.CONFIRMED)


def short_time(moment: datetime) -> str:
    """The local time of a moment: with its day where that is not today."""
    local, today = moment.astimezone(), datetime.now().astimezone().date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%d %b %H:%M}"


def _updated(accounts: Sequence[Account]) -> str:
    times = [account.last_sync for account in accounts if account.last_sync is not None]
    if not times:
        return _tr("never updated")
    return _tr("updated {time}").format(time=short_time(min(times)))


def _syncing(progress: Progress) -> str:
    if not progress.total:
        return _tr("syncing")
    percent = round(100 * min(progress.done, progress.total) / progress.total)
    return _tr("syncing {percent} %").format(percent=percent)


def _tr(text: str) -> str:
    return QCoreApplication.translate("accounts_words", text)
