"""Admissions of this door that can be taken back, the last one first."""

from eventdesk.domain.door import Decision


class Undoable:
    """Remembers marks by their ids, for as long as the door is open."""

    def __init__(self) -> None:
        self._marks: list[str] = []

    @property
    def last(self) -> str:
        """The mark that was made last, "" for none."""
        return self._marks[-1] if self._marks else ""

    def note(self, decision: Decision) -> None:
        """Somebody was admitted, or was not."""
        if decision.mark_id and not decision.repeated:
            self._marks.append(decision.mark_id)

    def forget(self, mark_id: str) -> None:
        """It was taken back."""
        self._marks = [mark for mark in self._marks if mark != mark_id]

    def holds(self, decision: Decision | None) -> bool:
        """Whether what was decided can be taken back."""
        return decision is not None and decision.mark_id in self._marks
