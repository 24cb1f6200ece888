"""What a system offers and what not, in words; told from its capabilities alone."""

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.capability import Capability, SystemInfo

_MISSED = (
    *(Capability.ATTENDEES, Capability.ORDERS, Capability.TICKETS),
    *(Capability.CONTACTS, Capability.HISTORY),
)
"""What people look for, and are told where it is not there."""


def offers_words(info: SystemInfo) -> str:
    """For example "Events, attendees; marks are kept on this desk. Not offered: orders." """
    titles = _titles()
    offered = [words for part, words in titles.items() if part in info.capabilities]
    lacking = [titles[part] for part in _MISSED if part not in info.capabilities]
    sentence = ", ".join([_tr("Events"), *offered])
    if marks := _marks(info):
        sentence = f"{sentence}; {marks}"
    if not lacking:
        return f"{sentence}."
    return f"{sentence}. {_tr('Not offered: {parts}').format(parts=', '.join(lacking))}."


def _marks(info: SystemInfo) -> str:
    if Capability.ATTENDANCE in info.capabilities:
        return _tr("marks are sent") if info.address_used else _tr("marks are kept in it")
    return _tr("marks are kept on this desk") if Capability.ATTENDEES in info.capabilities else ""


def _titles() -> dict[Capability, str]:
    return {
        Capability.ATTENDEES: _tr("attendees"),
        Capability.ORDERS: _tr("orders"),
        Capability.TICKETS: _tr("tickets"),
        Capability.CONTACTS: _tr("contact cards"),
        Capability.PEOPLE_SEARCH: _tr("search for people"),
        Capability.HISTORY: _tr("history"),
        Capability.DETAILS: _tr("further details"),
        Capability.EDIT_EVENTS: _tr("changes to events"),
        Capability.SERVER_EXPORTS: _tr("exports of its own"),
        Capability.IMPORT: _tr("import of attendee lists"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("accounts_offers", text)
