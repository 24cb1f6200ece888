"""Who matches what was typed at a door: exact matches, then near misses below a heading."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from eventdesk.domain.door import Guest
from eventdesk.ui.models.door_guests import spoken_guest

GUEST_ROLE = Qt.ItemDataRole.UserRole
"""The `Guest` of a row, None for the heading."""

_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class MatchesModel(QAbstractListModel):
    """Rows are guests, and one heading where there are near misses."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Guest | None] = []
        self.several_events = False
        self._hides_email = False

    @property
    def hides_email(self) -> bool:
        """Whether addresses are not shown."""
        return self._hides_email

    def hide_personal(self, hidden: bool) -> None:
        """Show no addresses, or show them again; what is found stays the same."""
        self._hides_email = hidden
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def show(self, exact: Sequence[Guest], near: Sequence[Guest] = ()) -> None:
        """Show other guests."""
        self.beginResetModel()
        self._rows = [*exact, *([None, *near] if near else ())]
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many rows, with the heading."""
        return 0 if parent.isValid() else len(self._rows)

    def guest(self, row: int) -> Guest | None:
        """The guest of a row; None for the heading and outside."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, guest: Guest) -> int:
        """Where a guest is now, -1 for nowhere."""
        keys = [each and each.key for each in self._rows]
        return keys.index(guest.key) if guest.key in keys else -1

    def step(self, row: int, steps: int) -> int:
        """The guest's row so many steps away, over the heading, no further than the ends."""
        guests = [place for place, each in enumerate(self._rows) if each is not None]
        if not guests:
            return -1
        if row not in guests:
            return guests[0] if steps > 0 else guests[-1]
        return guests[min(max(guests.index(row) + steps, 0), len(guests) - 1)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row in words; the delegate paints the guest."""
        guest = self.guest(index.row())
        if role == GUEST_ROLE:
            return guest
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if guest is None:
                return QCoreApplication.translate("door", "Similar names or companies")
            return spoken_guest(
                guest, several_events=self.several_events, hides_email=self._hides_email
            )
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The heading cannot be chosen."""
        if self.guest(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
