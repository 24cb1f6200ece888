"""The desk book: events and attendees that Event Desk keeps itself, in a SQL database."""
