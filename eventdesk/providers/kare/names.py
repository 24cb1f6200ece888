"""The names that a person gave to KARE's codes. KARE documents none, and none is invented here."""

import re
from collections.abc import Mapping

from eventdesk.domain.capability import Choice
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.text import one_line

STATUS = "status"
TYPE = "type"
SUB_TYPE = "subType"
CREATION_STATUS = "creationStatus"
EVENT_TYPE = "eventType"
DECISION = "decision"
ASSIGNEE_TYPE = "assignedTo type"

TITLES: Mapping[str, str] = {
    STATUS: "Status",
    TYPE: "Type",
    SUB_TYPE: "Subtype",
    CREATION_STATUS: "Creation status",
    EVENT_TYPE: "Event type",
    DECISION: "Decision",
    ASSIGNEE_TYPE: "Assignee type",
}
"""Each kind of code by KARE's own word for it, with ours (apis/kare.md section 9)."""

_LINE = re.compile(r"\s*(?P<kind>[A-Za-z ]+?)\s+(?P<code>-?\d{1,9})\s*=\s*(?P<name>\S.*?)\s*")
_KINDS = {kind.replace(" ", "").casefold(): kind for kind in TITLES}
_NO_CODE_FROM = 10**40  # what is longer fits no column
_EXAMPLE = "Write a line like: status 2 = Terminé."


class CodeNames:
    """Names by kind and code, read from an account's settings.

    Raises:
        BadRequest: a line is no name of a code, or names a code for the second time.
    """

    def __init__(self, text: str) -> None:
        self._names: dict[tuple[str, str], str] = {}
        for line in text.splitlines():
            if line.strip():
                self._read(line)

    def _read(self, line: str) -> None:
        shown = one_line(line, 80)
        found = _LINE.fullmatch(line)
        name = one_line(found["name"], 60) if found is not None else ""  # with usual spaces alone
        if found is None or not name.isprintable():
            raise BadRequest(f"“{shown}” is not a name for a code of KARE.", _EXAMPLE)
        kind = _KINDS.get(found["kind"].replace(" ", "").casefold())
        if kind is None:
            raise BadRequest(
                f"“{shown}” names no kind of code that KARE has.",
                f"Use one of these: {', '.join(TITLES)}.",
            )
        key = (kind, str(int(found["code"])))
        if key in self._names:
            raise BadRequest(f"“{shown}” names a code that has a name already.", "Keep one line.")
        self._names[key] = name

    @property
    def settings(self) -> str:
        """The same text for the same names, whatever the order of the lines."""
        return repr(sorted(self._names.items()))

    def word(self, kind: str, code: object) -> str:
        """The given name, else "Status 2"; text that is no number as it came; "" for nothing."""
        value = code_text(code)
        if not value:
            return ""
        number = value.lstrip("-").isdigit()
        given = self._names.get((kind, value))
        return given or (f"{TITLES[kind]} {value}" if number else value)

    def choices(self, kind: str) -> tuple[Choice, ...]:
        """The codes of a kind that have names, to choose from."""
        return tuple(
            Choice(code, name) for (of, code), name in sorted(self._names.items()) if of == kind
        )


def code_text(code: object) -> str:
    """A code as text: 2, 2.0 and "2" are the same; "" for what is none."""
    if isinstance(code, bool):
        return ""
    if isinstance(code, float) and abs(code) < 1e15:
        return str(int(code) if code.is_integer() else code)
    if isinstance(code, int):
        return str(code) if abs(code) < _NO_CODE_FROM else ""
    return one_line(code, 60) if isinstance(code, str) else ""
