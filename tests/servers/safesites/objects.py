"""The objects of apis/safesites.md section 4: sites, orders, wrappers, pages and error bodies."""

from __future__ import annotations

from typing import Any

from tests.servers.messages import Reply, json_reply

Record = dict[str, Any]

ORGANIZATION = {"id": "0195-org", "name": "Nordic Building"}
STAMP = "2026-03-01T09:30:00Z"


def person(first: str, last: str) -> Record:
    """A person as the records name one."""
    return {"id": f"0195-{first.lower()}", "firstName": first, "lastName": last}


USER = person("Åsa", "Lindqvist")


def site_object(number: int, ident: str) -> Record:
    """A site; every fourth has no coordinates."""
    known = number % 4 != 3
    return {
        "id": ident,
        "name": f"Quay {number + 1}",
        "description": "Report at the gate.",
        "line1": f"Hamngatan {number + 1}",
        "line2": None,
        "postalCode": "111 47",
        "postalAddress": "Stockholm",
        "country": "SWE",
        "latitude": 59.33 + number / 100 if known else None,
        "longitude": 18.07 if known else None,
        "createdAt": STAMP,
        "updatedAt": STAMP,
        "createdBy": USER,
        "updatedBy": USER,
    }


def order_object(number: int, ident: str, site: Record) -> Record:
    """An order with two work tasks, out of their order."""
    return {
        "id": ident,
        "number": f"25-{number + 1:07}",
        "status": "draft",
        "notes": "Call before arrival.",
        "organization": ORGANIZATION,
        "supplierOrganization": {"id": "0195-sup", "name": "Safe Lifts AB"},
        "site": {"id": site["id"], "name": site["name"]},
        "confirmedAt": None,
        "completedAt": None,
        "createdAt": STAMP,
        "createdBy": USER,
        "updatedAt": STAMP,
        "updatedBy": USER,
        "lines": [_line(2, "Tidy up", "low"), _line(1, "Lift", "high")],
    }


def _line(place: int, name: str, risk: str) -> Record:
    step = {"id": f"s{place}", "name": f"{name}: prepare", "riskLevel": risk, "order": 1}
    return {
        "workTaskGroupId": "g1",
        "displayOrder": place,
        "workTask": {"id": f"w{place}", "canonicalId": "c", "version": 3, "name": name},
        "steps": [
            {
                "workStepGroupId": "sg",
                "workStep": step,
                "requirements": [
                    {"id": "r1", "name": "Helmet"},
                    {"id": "r2", "name": "Two people"},
                ],
            }
        ],
    }


def wrapped(record: Record, request_id: str) -> Record:
    """A record under `data`, as lists of events and single answers have it."""
    meta = {"requestId": request_id, "userId": USER["id"], "organizationId": ORGANIZATION["id"]}
    return {"data": record, "meta": meta}


def page_object(records: list[Record], number: int, size: int, total: int, host: str) -> Record:
    """A page with the paginator's fields. Its links lose the parameters and point elsewhere."""
    last = max(-(-total // size), 1)

    def link(page: int) -> str | None:
        return f"{host}/sites?page={page}" if 1 <= page <= last else None

    first_row = (number - 1) * size + 1
    return {
        "data": records,
        "links": {"first": link(1), "last": link(last), "prev": link(number - 1)}
        | {"next": link(number + 1)},
        "meta": {
            "current_page": number,
            "from": first_row if records else None,
            "last_page": last,
            "per_page": size,
            "to": first_row + len(records) - 1 if records else None,
            "total": total,
            "path": f"{host}/sites",
            "links": [{"url": link(number + 1), "label": "Next", "active": False}],
            "userId": USER["id"],
            "requestId": "req-page",
        },
    }


def refusal(status: int, message: str, errors: dict[str, list[str]] | None = None) -> Reply:
    """Laravel's usual error body (section 7, inferred)."""
    body: Record = {"message": message}
    return json_reply(body if errors is None else body | {"errors": errors}, status)
