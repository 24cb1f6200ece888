"""The program's entry: a command where one is given, else the window."""

import gc
import sys
from collections.abc import Sequence

_WITH_VALUE = ("--profile", "--log-level")
_FLAGS = ("--demo", "--new-window")


def main() -> int:
    """Run the program with the arguments of the process; returns its exit status."""
    arguments = sys.argv[1:]
    if wants_window(arguments):
        # What imports make stays for ever: looking for garbage in it only delays the window.
        gc.disable()
        # Imported here so that a command never loads Qt, nor the window click's commands.
        from eventdesk.app import main as open_window

        return open_window(arguments)
    from eventdesk.cli.main import run

    return run(arguments)


def wants_window(arguments: Sequence[str]) -> bool:
    """True where there are only options of the window, and no command."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _WITH_VALUE:
            next(rest, None)
        elif argument in _FLAGS or argument.startswith(tuple(f"{o}=" for o in _WITH_VALUE)):
            continue
        else:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
