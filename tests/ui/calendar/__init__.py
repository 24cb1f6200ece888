"""The calendar: the month, the agenda, the filters and the way to any event."""
