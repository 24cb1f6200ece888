"""Event Desk: events, attendees and check-in of several systems in one window.

Importing the package must stay free of work: the version is looked up when it is asked for.
"""


def __getattr__(name: str) -> str:
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # importlib.metadata costs tens of milliseconds of start-up time.
    from importlib.metadata import version

    return version("eventdesk")
