"""Event objects as the wire has them: 40 fields, 158 fields, and the reduced one of summaries.

Field names are those of apis/sheepcrm.md section 6; the rest of the 158 is filler that a client
has to ignore.
"""

from __future__ import annotations

from datetime import datetime

from tests.servers.sheepcrm.events import DateStyle, Event

LONG_FORM_FIELDS = 158
_SUMMARY_FIELDS = (
    "booking_type", "cancelled", "capacity", "category", "controller", "date_range",
    "display_value", "end_date", "end_datetime", "end_time", "formatted_title", "is_sold_out",
    "location", "record_state", "series_id", "start_date", "start_datetime", "start_time",
    "status", "tags", "ticketed_event", "title", "uid", "uri",
)  # fmt: skip
_FILLER: tuple[object, ...] = (
    "text",
    7,
    1.5,
    True,
    None,
    [],
    {},
    ["a", {"b": [1, 2]}],
    {"display_value": "x", "ref": "/x/y/z/"},
)


def full_object(event: Event) -> dict[str, object]:
    """The object of detail and of the plain list."""
    if event.label == "bare":
        return {"uid": event.uid, "uri": event.uri, "title": event.title}
    value = _short_form(event)
    if event.long_form:
        _lengthen(value, event)
    if event.label == "all-null":
        value = {key: None if key not in {"uid", "uri"} else value[key] for key in value}
    for key, replacement in event.fields.items():
        if replacement is ...:
            value.pop(key, None)
        else:
            value[key] = replacement
    return value


def summary_object(event: Event) -> dict[str, object]:
    """The object of the lists by state and of `/summary`."""
    value = full_object(event)
    return {key: value[key] for key in _SUMMARY_FIELDS if key in value}


def moment(value: datetime, style: DateStyle = DateStyle.MICROSECONDS) -> str:
    """A datetime without zone, in one of the forms the vendor uses."""
    if style is DateStyle.DATE_ONLY:
        return f"{value:%Y-%m-%d}"
    if style is DateStyle.SECONDS:
        return f"{value:%Y-%m-%dT%H:%M:%S}"
    return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond:06d}"


def _dates(prefix: str, value: datetime | None, style: DateStyle) -> dict[str, object]:
    if value is None:
        return {f"{prefix}_date": None, f"{prefix}_time": None, f"{prefix}_datetime": None}
    day = f"{value:%Y-%m-%d}"
    if style is DateStyle.NO_TIMES:
        return {f"{prefix}_date": day, f"{prefix}_time": None, f"{prefix}_datetime": None}
    long_day = f"{day}T00:00:00" if style is DateStyle.DATETIME_IN_DATE else day
    clock = None if style is DateStyle.DATE_ONLY else f"{value:%H:%M}"
    return {
        f"{prefix}_date": long_day,
        f"{prefix}_time": clock,
        f"{prefix}_datetime": moment(value, style),
    }


def _short_form(event: Event) -> dict[str, object]:
    number = event.number
    return {
        "booking_type": ("event", "course", "meeting")[number % 3],
        "cancelled": event.cancelled,
        "capacity": event.attendees + 20 if number % 4 else None,
        "category": ("Social", "Training", None)[number % 3],
        "subcategory": None,
        "catering": number % 2 == 0,
        "controller": event.controller,
        "description": f"<p>About <em>{number}</em></p>\n<ul><li>Bring a coat</li></ul>",
        **_titles_and_dates(event),
        **_links(event),
        "group": [{"display_value": "Fundraising", "ref": f"/{event.bucket}/group/6305/"}][
            : number % 2
        ],
        "is_sold_out": event.status == "Sold Out",
        **_place(number),
        "record_state": event.record_state,
        "series_id": event.series_id,
        "status": event.status,
        "tags": ["members", "été 2026"][: number % 3],
        "ticketed_event": event.attendees > 0,
        "uid": event.uid,
        "uri": event.uri,
        "user_interface": _user_interface("booking"),
        "waitlist_available": number % 5 == 0,
    }


def _titles_and_dates(event: Event) -> dict[str, object]:
    when = f"{event.start.day} {event.start:%b %Y}" if event.start else ""
    return {
        "date_range": when,
        "display_value": event.title,
        "formatted_title": f"{event.title} ({when})",
        "title": event.title,
        **_dates("start", event.start, event.date_style),
        **_dates("end", event.end, event.date_style),
    }


def _links(event: Event) -> dict[str, object]:
    site = f"https://www.example.com/events/{event.number}"
    from_eventbrite = event.controller == "Eventbrite"
    return {
        "eventbrite_id": f"7{event.number:011d}" if from_eventbrite else None,
        "eventbrite_last_sync": "2026-01-05T11:27:06.437000" if from_eventbrite else None,
        "external_boxoffice_link": None,
        "external_image": f"{site}.jpg",
        "external_web_link": site,
        "photo": None,
        "website": f"{site}?ref=crm",
    }


def _place(number: int) -> dict[str, object]:
    if number % 6 == 5:
        return dict.fromkeys(
            ("location", "location_address_string", "location_country", "location_postal_code")
        )
    return {
        "location": ("Town Hall", "Salle Polyvalente", "Online", "St Mary’s Church")[number % 4],
        "location_address_string": f"{number % 90 + 1} High Street, Edinburgh",
        "location_country": "GB",
        "location_postal_code": "EH1 1AA",
    }


def _user_interface(form: str) -> dict[str, object]:
    if form == "booking":
        rights = (
            "can_create_booking",
            "can_delete_booking",
            "can_edit_booking",
            "can_restore_booking",
        )
        return {**dict.fromkeys(rights, True), "policy_name": "events"}
    rights = ("can_cancel_event", "can_change_dates", "can_delete", "can_edit_questions")
    return {**dict.fromkeys(rights, True), "show_eventbrite_link": False}


def _lengthen(value: dict[str, object], event: Event) -> None:
    """Add what the 2025 form has: the useful fields, then filler up to its number of fields."""
    value["user_interface"] = _user_interface("2025")
    value |= {
        "total_stock": event.attendees + 20,
        "total_stock_allocated": event.attendees,
        "total_stock_available": 20,
        "has_available_tickets": True,
        "minimum_ticket_price": "0.00",
        "maximum_ticket_price": 120.5,
        "ticket_types": {"Standard": event.attendees},
        "ticket_type_income": {"Standard": event.attendees * 45.5},
        "start_sales_date": None,
        "member_only_event": event.number % 4 == 1,
        "hide_from_self_service": False,
        "dates_to_be_confirmed": event.start is None,
        "multi_day": bool(event.start and event.end and event.start.date() != event.end.date()),
        "length_display": "2 hours",
        "conferencing_url": "https://meet.example.com/abc-def" if event.number % 3 == 0 else "",
        "venues": [{"display_value": "Main hall", "ref": f"/{event.bucket}/venue/6401/"}],
        "attendee_questions": [f"/{event.bucket}/question/6501/"],
        "order_questions": [],
        "lifecycle_emails": {"reminder": True, "follow_up": None},
        "created": "2025-11-03T09:15:00.000000",
        "last_updated": "2026-01-05T11:27:06.437000",
    }
    for index in range(LONG_FORM_FIELDS - len(value)):
        value[f"unlisted_field_{index:03d}"] = _FILLER[index % len(_FILLER)]
