"""What is said about accounts: one word for each state, the same wherever it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.progress import Progress
from eventdesk.domain.text import one_line
from eventdesk.ui.theme import Tone

_LONGEST_NAME = 20
_WORST = (Tone.REFUSED, Tone.ALREADY, Tone.WAITING, Tone.NEUTRAL)


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
    if progress is not None and installed:
        return Words(_syncing(progress), Tone.INFO, progress.text)
    wrong = wrong_words(account, trouble, installed=installed)
    if wrong is not None:
        by_state = installed and not trouble
        return replace(wrong, text=_aged(wrong.text, account)) if by_state else wrong
    assert account.last_sync is not None
    text = _tr("look only {time}") if account.read_only else _tr("up to date {time}")
    return Words(text.format(time=short_time(account.last_sync)), detail=_detail(account))


def wrong_words(account: Account, trouble: str = "", *, installed: bool = True) -> Words | None:
    """What keeps an account from being up to date, in two words and a sentence; None if it is.

    `trouble` and `installed` are those of `account_words`.
    """
    if not installed:
        return Words(_tr("not installed here"), Tone.ALREADY, not_installed(account))
    if trouble:
        return Words(_tr("cannot sync"), Tone.ALREADY, trouble)
    match account.state:
        case AccountState.OFFLINE:
            return Words(_tr("offline"), Tone.WAITING, account.state_text)
        case AccountState.PARKED:
            return Words(_tr("key refused"), Tone.REFUSED, account.state_text)
        case AccountState.FAILED:
            return Words(_tr("sync failed"), Tone.ALREADY, account.state_text)
        case _ if account.last_sync is None:
            return Words(_tr("never synced"))
        case _:
            return None


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


def worst_first(wrong: Mapping[str, Words]) -> list[str]:
    """The names of accounts that are not up to date: those that a person must mend lead."""
    return sorted(wrong, key=lambda name: _WORST.index(wrong[name].tone))


def overall_words(
    accounts: Sequence[Account], wrong: Mapping[str, Words], *, syncing: bool
) -> Words:
    """How all accounts stand together: how many are up to date, and which one is worst.

    Args:
        wrong: by name what `wrong_words` says of those that are not up to date.
    """
    if syncing:
        return Words(_tr("Syncing"), Tone.INFO)
    if not wrong:
        text = _tr("Online, {updated}").format(updated=_updated(accounts))
        return Words(text, Tone.CONFIRMED)
    names = worst_first(wrong)
    worst, by_name = wrong[names[0]], {account.name: account for account in accounts}
    lines = (_line(by_name[name], wrong[name]) for name in names)
    return Words(_overall(accounts, names, worst), worst.tone, "\n".join(lines))


def _overall(accounts: Sequence[Account], names: Sequence[str], worst: Words) -> str:
    if len(names) == len(accounts) and all(each.last_sync is None for each in accounts):
        return _tr("Not synced yet")
    if len(accounts) == 1:
        return f"{worst.text[:1].upper()}{worst.text[1:]}, {_updated(accounts)}"
    name = one_line(names[0])
    text = _tr("{good} of {all} up to date · {name}: {state}").format(
        good=len(accounts) - len(names),
        all=len(accounts),
        name=name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…",
        state=worst.text,
    )
    return text if len(names) == 1 else f"{text} +{len(names) - 1}"


def _line(account: Account, wrong: Words) -> str:
    return f"{account.name}: {_aged(wrong.text, account)}. {wrong.detail}".strip()


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
