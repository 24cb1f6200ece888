"""A web server that publishes one calendar as an iCalendar file, as calendar programs do."""

from tests.servers.ics.dataset import CalendarData
from tests.servers.ics.server import CalendarServer

__all__ = ["CalendarData", "CalendarServer"]
