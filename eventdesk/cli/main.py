"""The root command: global options, and how a run ends."""

import logging
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import click

from eventdesk import __version__
from eventdesk.cli import accounts, actions, events, export, files, marks, sync, wipe
from eventdesk.cli.exits import Exit, exit_status
from eventdesk.cli.output import complete_output, say_aside
from eventdesk.cli.session import OpenVault, Session, pass_session, profile_at
from eventdesk.cli.terminal import stopping_gently
from eventdesk.domain.errors import EventDeskError, ProfileUnusable, Refused
from eventdesk.vault.keyring_vault import KeyringVault

log = logging.getLogger("eventdesk.cli")
# Without a handler, logging would print on standard error what belongs in the log file.
logging.getLogger("eventdesk").addHandler(logging.NullHandler())
LEVELS = click.Choice(["debug", "info", "warning", "error"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Event Desk")
@click.option(
    "--profile", type=click.Path(path_type=Path, file_okay=False), help="Folder of the profile."
)
@click.option("--log-level", type=LEVELS, default="info", help="What goes to the log file.")
@pass_session
def root(session: Session, profile: Path | None, log_level: str) -> None:
    """Events, attendees and marks of all your systems.

    Without a command: the window. There --demo shows sample events and keeps nothing, and
    --new-window opens another window where one is open.
    """
    session.profile = profile_at(profile)
    session.log_level = log_level


for command in (
    *(accounts.accounts, sync.sync, events.events, events.event, events.attendees),
    *(events.orders, events.tickets, marks.mark, marks.undo, marks.outbox),
    *(actions.actions, actions.act, files.import_, export.export, wipe.wipe),
):
    root.add_command(command)


def run(arguments: Sequence[str], *, open_vault: OpenVault = KeyringVault) -> int:
    """Run one command and return its exit status. An error is one line on standard error."""
    session = Session(open_vault)
    with complete_output(), closing(session), stopping_gently(session.cancel):
        try:
            with root.make_context("eventdesk", list(arguments), obj=session) as context:
                root.invoke(context)
        except click.exceptions.Exit as end:
            return end.exit_code
        except click.ClickException as error:
            say_aside(f"eventdesk: {_usage(error)}")
            return Exit.USAGE
        except (click.Abort, KeyboardInterrupt):
            say_aside("Stopped.")
            return Exit.STOPPED
        except BrokenPipeError:
            return Exit.READER_LEFT
        except EventDeskError as error:
            if isinstance(error.__cause__, BrokenPipeError):
                return Exit.READER_LEFT  # as quietly as other programs end then
            say_aside(f"eventdesk: {_sentence(error)}")
            return exit_status(error)
        except Exception as error:
            with suppress(ProfileUnusable):
                session.begin_log()
            log.error("a command failed", exc_info=error)
            return _say_bug(session, error)
    return Exit.DONE


def _sentence(error: EventDeskError) -> str:
    """The message, and what a system said of single fields."""
    fields = error.fields if isinstance(error, Refused) else {}
    return " ".join([error.message, *(f"{name}: {words}" for name, words in fields.items())])


def _usage(error: click.ClickException) -> str:
    """click's sentence, and where to read what is possible."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context is not None else "eventdesk"
    return f"{error.format_message().rstrip('.')}. See `{path} --help`."


def _say_bug(session: Session, error: Exception) -> int:
    say_aside(
        f"eventdesk: Something went wrong inside Event Desk ({type(error).__name__}). "
        f"Please report it; details are in {session.profile.log}."
    )
    return Exit.BUG
