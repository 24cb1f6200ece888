"""Badges: what stands on one, on which label, and when it is printed. Sizes in millimetres."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from eventdesk.domain.door import Guest


class BadgeTemplate(StrEnum):
    """What stands on a badge."""

    NAME = "name"
    COMPANY = "company"
    CODE = "code"
    TICKET = "ticket"


TEMPLATES: Mapping[BadgeTemplate, str] = {
    BadgeTemplate.NAME: "Name",
    BadgeTemplate.COMPANY: "Name and company",
    BadgeTemplate.CODE: "Name, company and QR code",
    BadgeTemplate.TICKET: "Ticket: event, name, ticket type and QR code",
}
"""What people call the templates."""


@dataclass(frozen=True, slots=True)
class LabelSize:
    """A label as it leaves the printer.

    Attributes:
        key: how it is kept.
        title: what the shop calls it, "" where the measures say it all.
        width: across the printer; `height` along the feed.
        turned: text usually runs along the height.
    """

    key: str
    title: str
    width: float
    height: float
    turned: bool = False

    @property
    def text(self) -> str:
        """Title and measures, as a list shows them."""
        return f"{self.title} {self.width:g} × {self.height:g} mm".strip()


LABEL_SIZES: Mapping[str, LabelSize] = {
    size.key: size
    for size in (
        LabelSize("dymo-99014", "DYMO 99014", 54, 101, turned=True),
        LabelSize("dymo-99012", "DYMO 99012", 36, 89, turned=True),
        LabelSize("brother-62x29", "Brother", 62, 29),
        LabelSize("brother-62x100", "Brother", 62, 100, turned=True),
        LabelSize("durable-54x90", "Durable", 54, 90, turned=True),
        LabelSize("durable-40x75", "Durable", 40, 75, turned=True),
        LabelSize("durable-60x90", "Durable", 60, 90, turned=True),
        LabelSize("herma-50x80", "HERMA", 50, 80, turned=True),
        LabelSize("a6", "A6", 105, 148),
        LabelSize("a7", "A7", 74, 105),
        LabelSize("card", "Credit card", 86, 54),
    )
}
"""Labels that are usual for badges, by their key."""


@dataclass(frozen=True, slots=True)
class BadgeRules:
    """How an event's badges are printed.

    Attributes:
        size: a key of `LABEL_SIZES`.
        turned: text runs along the height of the label.
        on_admission: each admission prints one; else a key does.
        printer: the printer's name, "" for PDF files.
        folder: where PDF files go, "" for the usual place.
    """

    template: BadgeTemplate = BadgeTemplate.COMPANY
    size: str = "dymo-99014"
    turned: bool = True
    on_admission: bool = False
    printer: str = ""
    folder: str = ""

    @property
    def label(self) -> LabelSize:
        """The label of the rules."""
        return LABEL_SIZES[self.size]


@dataclass(frozen=True, slots=True)
class Badge:
    """The words of one badge; `code` is what a scan of it says, "" for none."""

    name: str
    company: str = ""
    ticket: str = ""
    code: str = ""
    event: str = ""


SAMPLE = Badge("Anna Baker", "Harbour Friends", "Member ticket", "4411-0926", "Annual meeting")
"""A made-up guest, to try a template with."""


def badge_of(guest: Guest) -> Badge:
    """What a guest's badge says."""
    attendee = guest.listed.attendee
    return Badge(
        name=" ".join(attendee.name.split()),
        company=attendee.company,
        ticket=attendee.ticket,
        code=attendee.code,
        event=guest.event_title,
    )


@dataclass(frozen=True, slots=True)
class BadgePrint:
    """A line of the print log: whose badge was printed when, where and by whom.

    Attributes:
        printer: name of the printer or the PDF file.
        reprint: the guest had one before.
    """

    name: str
    printed_at: datetime
    printer: str
    reprint: bool
    template: BadgeTemplate
    size: str
    by: str = ""
    desk: str = ""
