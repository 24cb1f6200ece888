"""Calendars as files: what is read of them, whatever wrote them."""
