"""Calendars as files: iCalendar (RFC 5545) on this computer or at an address, read only."""
