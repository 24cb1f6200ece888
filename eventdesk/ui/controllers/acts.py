"""What was marked in this window since it was opened, the last first. Only that is undone here."""

from dataclasses import dataclass

from eventdesk.domain.event import EventRef


@dataclass(frozen=True, slots=True)
class Act:
    """Marks that were made at once; `marks` are their ids, in the order in which they were made."""

    ref: EventRef
    event_title: str
    marks: tuple[str, ...]


class Acts:
    """The acts of one window that were not taken back yet."""

    def __init__(self) -> None:
        self._acts: list[Act] = []

    @property
    def last(self) -> Act | None:
        """What would be undone now."""
        return self._acts[-1] if self._acts else None

    def note(self, act: Act) -> None:
        """Something was marked; an act without a mark is none."""
        if act.marks:
            self._acts.append(act)

    def forget(self, act: Act) -> None:
        """It was taken back, or cannot be."""
        self._acts.remove(act)
