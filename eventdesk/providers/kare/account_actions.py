"""Interventions that a person makes: curative ones, and preventive ones of a routine."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Choice, Field, FieldKind, Values
from eventdesk.domain.errors import BadRequest, EventDeskError
from eventdesk.providers.kare import forms, names
from eventdesk.providers.kare.api_writes import KareWrites
from eventdesk.providers.kare.single import SingleEvents
from eventdesk.providers.kare.surroundings import Surroundings

_CURATIVE, _PREVENTIVE = "new-curative", "new-preventive"
_CURATIVE_FIELDS = (
    forms.START,
    forms.END,
    forms.DESCRIPTION,
    "anomalies",
    forms.CREATION_STATUS,
    forms.CONTACT,
    forms.PROFILE,
)
_PREVENTIVE_FIELDS = (forms.START, forms.END, "routine", forms.CREATION_STATUS)


class AccountActions:
    """Actions of the account."""

    def __init__(
        self, writes: KareWrites, single: SingleEvents, surroundings: Surroundings
    ) -> None:
        self._single = single
        self._surroundings = surroundings
        self._make: Mapping[
            str, tuple[tuple[str, ...], Callable[[forms.Body, CancelToken], dict[str, Any]]]
        ] = {
            _CURATIVE: (_CURATIVE_FIELDS, writes.make_curative),
            _PREVENTIVE: (_PREVENTIVE_FIELDS, writes.make_preventive),
        }

    def offered(self, cancel: CancelToken) -> Sequence[Action]:
        """Preventive ones need a routine to choose."""
        routines = self._surroundings.routines(cancel)
        curative = Action(_CURATIVE, "New curative intervention", self._curative(cancel))
        if not routines:
            return (curative,)
        fields = self._preventive(routines, cancel)
        return (curative, Action(_PREVENTIVE, "New preventive intervention", fields))

    def act(self, action: str, values: Values, cancel: CancelToken) -> ActionResult:
        """Make an intervention. Raises `BadRequest` for an unknown action or bad values."""
        if action not in self._make:
            raise BadRequest(f"KARE has no action “{action}” for an account.")
        fields, make = self._make[action]
        forms.required_moments(values)
        if "routine" in fields and not values.get("routine", "").strip():
            raise BadRequest("A preventive intervention needs its routine.", "Give routine=….")
        chosen = {name: values[name] for name in fields if name in values}
        body = forms.body_of(chosen, self._surroundings.zone(cancel))
        made = make(body, cancel)
        ref = ""
        # It is made: neither that its place in the calendar cannot be read now, nor that the
        # person stopped the reading, must say otherwise.
        with contextlib.suppress(EventDeskError):
            ref = self._single.ref_of_new(made, cancel)
        return ActionResult("The intervention was made in KARE.", event_ref=ref)

    def _curative(self, cancel: CancelToken) -> tuple[Field, ...]:
        code_names = self._surroundings.names
        return (
            *forms.moment_fields(self._surroundings.zone(cancel)),
            Field(forms.DESCRIPTION, "Description", FieldKind.LONG_TEXT),
            _anomalies(self._surroundings.anomalies(cancel)),
            forms.code_field(code_names, names.CREATION_STATUS, name=forms.CREATION_STATUS),
            forms.known_field(
                forms.CONTACT, "Company contact", self._surroundings.contacts(cancel)
            ),
            forms.known_field(forms.PROFILE, "Own staff, by profile", {}),
        )

    def _preventive(self, routines: Mapping[str, str], cancel: CancelToken) -> tuple[Field, ...]:
        code_names = self._surroundings.names
        choices = tuple(Choice(ident, title) for ident, title in routines.items())
        return (
            Field("routine", "Routine", FieldKind.CHOICE, required=True, choices=choices),
            *forms.moment_fields(self._surroundings.zone(cancel)),
            forms.code_field(code_names, names.CREATION_STATUS, name=forms.CREATION_STATUS),
        )


def _anomalies(known: Mapping[str, str]) -> Field:
    if not known:
        hint = "Their numbers in KARE, separated by commas"
        return Field("anomalies", "Anomalies", hint=hint)
    choices = tuple(Choice(ident, title) for ident, title in known.items())
    return Field("anomalies", "Anomalies", FieldKind.CHOICES, choices=choices)
