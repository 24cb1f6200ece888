"""`eventdesk import`: attendee lists from files into a desk book."""

from datetime import timedelta
from pathlib import Path

import click

from eventdesk.cli import shapes
from eventdesk.cli.dates import is_time, moment
from eventdesk.cli.output import clear_progress, say, say_aside, say_json, show_progress
from eventdesk.cli.pairs import pair
from eventdesk.cli.session import Session, json_option, pass_session
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import EventRef
from eventdesk.domain.importing import ImportOutcome
from eventdesk.services.importing import ReadList
from eventdesk.sync.engine import SyncRequest


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--event", "ref", metavar="REF", help="Into this event.")
@click.option("--new-event", "title", metavar="TITLE", help="Into a new event.")
@click.option("--start", metavar="WHEN", help="Of the new event: 2026-11-21T19:00.")
@click.option("--end", metavar="WHEN", help="Of whole days: the day after the last.")
@click.option("--account", help="Of the new event, if there are several desk books.")
@click.option("--map", "columns", multiple=True, metavar="FIELD=COLUMN")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@json_option
@pass_session
def import_(
    session: Session,
    file: Path,
    ref: str | None,
    title: str | None,
    start: str | None,
    end: str | None,
    account: str | None,
    columns: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import an attendee list: CSV, TSV, XLSX, XLS or ODS."""
    if (ref is None) == (title is None):
        raise BadRequest("Say where the list goes.", "Give --event REF or --new-event TITLE.")
    if ref is not None and (start or end or account):
        raise BadRequest(
            "--start, --end and --account are for --new-event.", "Leave them out with --event."
        )
    read = session.workspace.importing.read(
        file, columns=dict(map(pair, columns)), progress=show_progress, cancel=session.cancel
    )
    if ref is not None:
        target, outcome = _into(session, EventRef.parse(ref), read, dry_run)
    else:
        values = _new_event(title or "", start, end)
        target, outcome = _into_new(session, account or _book(session), values, read, dry_run)
    clear_progress()
    if not dry_run:
        _refresh(session, target)
    _say(target, outcome, dry_run, as_json)


def _into(
    session: Session, target: EventRef, read: ReadList, dry_run: bool
) -> tuple[EventRef, ImportOutcome]:
    importing = session.workspace.importing
    outcome = importing.write(
        target, read, dry_run=dry_run, progress=show_progress, cancel=session.cancel
    )
    return target, outcome


def _into_new(
    session: Session, account: str, values: dict[str, str], read: ReadList, dry_run: bool
) -> tuple[EventRef, ImportOutcome]:
    """Into an event that is made now; in a dry run into one that does not exist."""
    name = session.workspace.accounts.get(account).name
    if dry_run:
        return _into(session, EventRef(name, ""), read, dry_run)
    return session.workspace.importing.write_new(
        name, values, read, progress=show_progress, cancel=session.cancel
    )


def _new_event(title: str, start: str | None, end: str | None) -> dict[str, str]:
    """The form of the new event; without an end it lasts two hours, or the day."""
    if start is None:
        raise BadRequest("A new event needs a start.", "Give --start 2026-11-21T19:00.")
    begins = moment(start)
    ends = moment(end) if end else begins + timedelta(hours=2 if is_time(begins) else 24)
    return {"title": title, "start": begins.isoformat(), "end": ends.isoformat()}


def _refresh(session: Session, target: EventRef) -> None:
    """Bring the store up to date; a failure here does not undo the import."""
    request = SyncRequest(events=[target.id], push=False)
    report, _ = session.workspace.syncing.sync(
        target.account, request, show_progress, session.cancel
    )
    clear_progress()
    for problem in report.problems:
        say_aside(problem)


def _say(target: EventRef, outcome: ImportOutcome, dry_run: bool, as_json: bool) -> None:
    if as_json:
        event = str(target) if target.id else None
        say_json(shapes.import_outcome(outcome) | {"event": event})
        return
    say(
        f"{outcome.added} added, {outcome.updated} updated, {outcome.unchanged} unchanged, "
        f"{len(outcome.skipped)} skipped" + (" (nothing written)" if dry_run else f": {target}")
    )
    for skip in outcome.skipped:
        say_aside(f"row {skip.row}: {skip.reason}")


def _book(session: Session) -> str:
    """The one account that takes lists."""
    takers = [
        summary.account.name
        for summary in session.workspace.accounts.summaries()
        if summary.info is not None and Capability.IMPORT in summary.info.capabilities
    ]
    if len(takers) != 1:
        raise BadRequest(
            f"{len(takers)} accounts take attendee lists.",
            f"Choose one with --account: {', '.join(takers)}." if takers else "Add a desk book.",
        )
    return takers[0]
