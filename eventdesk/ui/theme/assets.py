"""Where the files of the look are: the style sheet and the few pictures that it names."""

from importlib.resources import files
from pathlib import Path


def folder() -> Path:
    """The folder of the program's resources."""
    return Path(str(files("eventdesk.resources")))
