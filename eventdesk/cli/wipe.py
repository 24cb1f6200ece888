"""`eventdesk wipe`: takes attendee data off this desk."""

from datetime import timedelta

import click
import msgspec

from eventdesk.cli.door_lock import needs_pin
from eventdesk.cli.output import clear_progress, say, say_aside, say_json, show_progress
from eventdesk.cli.session import Session, json_option, pass_session
from eventdesk.domain.errors import BadRequest
from eventdesk.services.wiping import WipePlan, WipeScope


@click.command()
@click.option("--older-than", type=click.IntRange(0), metavar="DAYS", help="Events over since.")
@click.option("--account", metavar="NAME", help="Events of this account.")
@click.option("--all", "everything", is_flag=True, help="Events of all accounts, of any age.")
@click.option("--discard-marks", is_flag=True, help="Marks too that no system has.")
@click.option("--dry-run", is_flag=True, help="Say what it comes to, and change nothing.")
@json_option
@pass_session
@needs_pin
def wipe(
    session: Session,
    older_than: int | None,
    account: str | None,
    everything: bool,
    discard_marks: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Delete attendees, orders, contact cards, marks and their log lines from this desk."""
    if everything == (older_than is not None or account is not None):
        raise BadRequest(
            "Say what to wipe.", "Give --older-than and --account, one of them, or --all."
        )
    today = session.workspace.clock.now().astimezone().date()
    before = None if older_than is None else today - timedelta(days=older_than)
    scope = WipeScope(before, account)
    wiping = session.workspace.wiping
    if dry_run:
        _say_plan(wiping.plan(scope), as_json)
        return
    report = wiping.wipe(scope, show_progress, session.cancel, discard_marks=discard_marks)
    clear_progress()
    for problem in report.problems:
        say_aside(problem)
    if as_json:
        say_json(msgspec.to_builtins(report.plan))
    else:
        say(report.sentence)


def _say_plan(plan: WipePlan, as_json: bool) -> None:
    if as_json:
        say_json(msgspec.to_builtins(plan))
        return
    say(f"{plan.sentence}.")
    if plan.warning:
        say(plan.warning)
