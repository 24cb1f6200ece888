"""`eventdesk mark`, `undo`, `outbox`: attendance by the rules of the design."""

import click

from eventdesk.cli import shapes
from eventdesk.cli.door_lock import needs_pin, pass_lock
from eventdesk.cli.output import clear_progress, say, say_aside, say_json, say_table, show_progress
from eventdesk.cli.session import Session, json_option, pass_session
from eventdesk.cli.sync import finish, run_syncs, say_reports
from eventdesk.domain.attendance import MARK_WORDS, Mark, MarkState, status_title
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.services.marking import MarkOutcome
from eventdesk.sync.engine import SyncRequest

offline_option = click.option("--offline", is_flag=True, help="Do not try to send now.")
by_option = click.option("--by", default=None, help="Who does it; else the operator of this desk.")


@click.command()
@click.argument("ref")
@click.argument("attendee")
@click.argument("status")
@by_option
@offline_option
@json_option
@pass_session
@needs_pin
def mark(
    session: Session,
    ref: str,
    attendee: str,
    status: str,
    by: str | None,
    offline: bool,
    as_json: bool,
) -> None:
    """Mark an attendee: invited, accepted, declined, attended or no-show."""
    event_ref = EventRef.parse(ref)
    if not offline:
        session.have_part(event_ref, Capability.ATTENDEES)
    listed = session.workspace.events.attendee(event_ref, attendee)
    outcome = session.workspace.marking.mark(event_ref, [listed.attendee.ref], status, by=by)
    if not outcome.marks:
        text = f"{listed.attendee.name} is “{status_title(listed.status)}” already."
        if as_json:
            say_aside(text)
            say_json(None)
        else:
            say(text)
        return
    _send_and_say(session, event_ref.account, outcome, offline, as_json)


@click.command()
@click.argument("mark_id", metavar="[MARK]", required=False)
@by_option
@offline_option
@json_option
@pass_session
@needs_pin
def undo(
    session: Session, mark_id: str | None, by: str | None, offline: bool, as_json: bool
) -> None:
    """Take back the last mark of this desk, or a given one."""
    outcome = session.workspace.marking.undo(mark_id, by=by)
    account = next(iter(outcome.changes.details)).account
    _send_and_say(session, account, outcome, offline, as_json)


def _send_and_say(
    session: Session, account: str, outcome: MarkOutcome, offline: bool, as_json: bool
) -> None:
    made = outcome.marks[0]
    failure = None
    if made.state is MarkState.PENDING and not offline:
        report, _ = session.workspace.syncing.push(account, show_progress, session.cancel)
        clear_progress()
        failure = report.failure
        made = session.workspace.outbox.mark(made.id)
    if as_json:
        say_json(shapes.mark(made, account))
    else:
        say(_sentence(made))
    if failure is not None:
        raise failure


def _sentence(mark: Mark) -> str:
    reason = f" {mark.reason}" if mark.reason else ""
    return f"{mark.id}  {mark.name}: {status_title(mark.status)}, {MARK_WORDS[mark.state]}.{reason}"


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def outbox(context: click.Context, as_json: bool) -> None:
    """List the marks that wait, are unknown, refused or in conflict."""
    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    pass_lock(session)
    found = session.workspace.outbox.marks()
    if as_json:
        say_json([shapes.mark(one.mark, one.account) for one in found])
        return
    rows = [
        [one.mark.id, one.account, one.mark.event_title, one.mark.name, one.mark.status,
         one.mark.state, one.mark.reason]
        for one in found
    ]  # fmt: skip
    say_table(rows, ("mark", "account", "event", "name", "status", "state", "reason"))


@outbox.command()
@json_option
@pass_session
def push(session: Session, as_json: bool) -> None:
    """Send what waits, now."""
    names = sorted({one.account for one in session.workspace.outbox.marks() if one.account})
    request = SyncRequest(list_events=False, at_once=True)
    reports = run_syncs(session, dict.fromkeys(names, request))
    say_reports(reports, as_json)
    finish(reports)


@outbox.command()
@click.argument("mark_id", metavar="MARK")
@click.argument("decision", type=click.Choice(["ours", "theirs"]))
@by_option
@offline_option
@json_option
@pass_session
@needs_pin
def resolve(
    session: Session, mark_id: str, decision: str, by: str | None, offline: bool, as_json: bool
) -> None:
    """Decide a refused or conflicting mark."""
    outcome = session.workspace.marking.resolve(mark_id, keep_ours=decision == "ours", by=by)
    account = next(iter(outcome.changes.details)).account
    _send_and_say(session, account, outcome, offline, as_json)
