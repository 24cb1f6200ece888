"""What is said about the lists of a door: online or not, and how old they are."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.account import Account, AccountState
from eventdesk.ui.models.accounts_words import Words, short_time
from eventdesk.ui.theme import Tone

_BAD = (AccountState.PARKED, AccountState.OFFLINE, AccountState.FAILED)
"""What is said first: the trouble that needs a person, then the one that passes by itself."""


def sync_words(accounts: Sequence[Account], listed_at: datetime | None, trouble: str = "") -> Words:
    """How the lists of a door's events stand: the worst counts, and the oldest list.

    Args:
        accounts: those of the events, each once.
        listed_at: when the oldest of the lists was read, None where one never was.
        trouble: a sentence on why one could not be read although its system answers.
    """
    for state in _BAD:
        named = [account for account in accounts if account.state is state]
        if named:
            whose = "" if len(named) == len(accounts) else ", ".join(one.name for one in named)
            return _bad(state, whose, named[0], listed_at)
    if trouble:
        return Words(_aged(_tr("List not refreshed"), listed_at), Tone.ALREADY, trouble)
    if listed_at is None:
        return Words(_tr("List not read yet"), Tone.NEUTRAL, _tr("Nobody is on it so far."))
    sentence = _tr("The list is as of {time}.").format(time=short_time(listed_at))
    text = _tr("Online {time}").format(time=short_time(listed_at))
    return Words(text, Tone.CONFIRMED, sentence)


def _bad(state: AccountState, whose: str, account: Account, listed_at: datetime | None) -> Words:
    if state is AccountState.OFFLINE:
        text = _tr("{account} offline").format(account=whose) if whose else _tr("Offline")
        # What the network said is no help at a door; what happens to the marks is.
        sentence = _tr(
            "{account} cannot be reached. Go on admitting: marks are kept on this desk, and sent "
            "when it is back."
        ).format(account=account.name)
        return Words(_aged(text, listed_at), Tone.WAITING, sentence)
    word = _tr("Key refused") if state is AccountState.PARKED else _tr("Refresh failed")
    text = f"{whose}: {word.lower()}" if whose else word
    tone = Tone.REFUSED if state is AccountState.PARKED else Tone.ALREADY
    return Words(_aged(text, listed_at), tone, account.state_text)


def _aged(state: str, listed_at: datetime | None) -> str:
    """A state in which an old list is used, and how old it is."""
    if listed_at is None:
        return _tr("{state}, no list yet").format(state=state)
    return _tr("{state}, list from {time}").format(state=state, time=short_time(listed_at))


def _tr(text: str) -> str:
    return QCoreApplication.translate("door_words", text)
