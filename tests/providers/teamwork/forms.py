"""Forms of actions as tests fill them in, and what the server then holds."""

from typing import Any

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Field
from eventdesk.domain.event import Event
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.servers import TeamworkServer


def form_of(provider: TeamworkProvider, event: Event | None, name: str) -> dict[str, Field]:
    action = next(a for a in provider.actions(event, CancelToken()) if a.name == name)
    return {field.name: field for field in action.fields}


def values_of(fields: dict[str, Field], **changes: str) -> dict[str, str]:
    """What a form sends: every field as it stands, and what a person changed."""
    assert changes.keys() <= fields.keys()
    return {name: field.value for name, field in fields.items()} | changes


def choices(field: Field) -> dict[str, str]:
    return {choice.value: choice.title for choice in field.choices}


def record(server: TeamworkServer, ref: str) -> dict[str, object]:
    return dict(server.dataset.events[ref].record)


def bodies_of(server: TeamworkServer) -> list[dict[str, object]]:
    """The events that clients send from now on."""
    sent: list[dict[str, object]] = []
    checked = server.check_body

    def check(request: Any, event: dict[str, object]) -> None:
        sent.append(dict(event))
        checked(request, event)

    server.check_body = check  # type: ignore[method-assign]  # only listened to
    return sent
