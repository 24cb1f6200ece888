"""The week and the day: hours, overlaps, events that are moved and made."""
