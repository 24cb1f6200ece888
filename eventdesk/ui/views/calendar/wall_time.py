"""What time it is for the person."""

from collections.abc import Callable
from datetime import datetime

Now = Callable[[], datetime]
"""Tells the wall clock of the person, naive."""
