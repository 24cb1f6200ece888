"""`eventdesk sync`: pull and push, the accounts side by side."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import click

from eventdesk.cli import shapes
from eventdesk.cli.dates import window_option
from eventdesk.cli.output import clear_progress, say, say_aside, say_json, show_progress
from eventdesk.cli.session import Session, json_option, pass_session
from eventdesk.domain.errors import BadRequest, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.sync.engine import SyncRequest
from eventdesk.sync.report import SyncReport


@click.command()
@click.argument("names", nargs=-1)
@click.option("--from", "first", metavar="DATE", help="First day, 2026-11-21.")
@click.option("--to", "last", metavar="DATE", help="Last day.")
@click.option("--event", "refs", multiple=True, metavar="REF", help="Details of this event too.")
@click.option("--details", is_flag=True, help="Attendees, orders and tickets of each event.")
@json_option
@pass_session
def sync(
    session: Session,
    names: tuple[str, ...],
    first: str | None,
    last: str | None,
    refs: tuple[str, ...],
    details: bool,
    as_json: bool,
) -> None:
    """Fetch what the systems hold and send the marks that wait."""
    accounts = session.workspace.accounts
    parsed = map(EventRef.parse, refs)
    events = [EventRef(accounts.get(ref.account).name, ref.id) for ref in parsed]
    wanted = [accounts.get(name).name for name in names]
    wanted = wanted or [ref.account for ref in events]
    wanted = wanted or [summary.account.name for summary in accounts.summaries()]
    strays = [str(ref) for ref in events if ref.account not in wanted]
    if strays:
        raise BadRequest(
            f"{strays[0]} is of an account that is not synced.", "Name its account too."
        )
    window = window_option(first, last, today=date.today())
    requests = {
        name: SyncRequest(
            window=window,
            events=[ref.id for ref in events if ref.account == name],
            details=details,
            at_once=True,
        )
        for name in wanted
    }
    reports = run_syncs(session, requests)
    say_reports(reports, as_json)
    finish(reports)


def run_syncs(session: Session, requests: Mapping[str, SyncRequest]) -> list[SyncReport]:
    """Sync accounts by name, side by side. A failure of one is in its report."""

    def one(name: str) -> SyncReport:
        try:
            report, _ = session.workspace.syncing.sync(
                name, requests[name], show_progress, session.cancel
            )
            return report
        except EventDeskError as error:
            return SyncReport(name, problems=[error.message], failure=error)
        finally:
            session.workspace.close_thread()

    with ThreadPoolExecutor(max_workers=max(len(requests), 1)) as pool:
        reports = list(pool.map(one, requests))
    clear_progress()
    return reports


def say_reports(reports: Sequence[SyncReport], as_json: bool) -> None:
    """What each account's sync did. The first failure is left to `finish`."""
    raised = _first_failure(reports)
    if as_json:
        say_json([shapes.report(report) for report in reports])
        return
    for report in reports:
        events, attendees, marks = report.events, report.attendees, report.marks
        say(
            f"{report.account}: events {events.added} new, {events.changed} changed, "
            f"{events.removed} removed; attendees {attendees.added} new, "
            f"{attendees.changed} changed, {attendees.removed} removed; marks "
            f"{marks.confirmed} confirmed, {marks.waiting} waiting, {marks.refused} refused, "
            f"{marks.conflict} in conflict; {report.requests} requests, {report.seconds:.1f} s"
        )
        for problem in report.problems:
            if raised is None or report.failure is not raised or problem != raised.message:
                say_aside(f"{report.account}: {problem}")


def finish(reports: Sequence[SyncReport]) -> None:
    """Raise the first failure, so that the exit status tells of it."""
    failure = _first_failure(reports)
    if failure is not None:
        raise failure


def _first_failure(reports: Sequence[SyncReport]) -> EventDeskError | None:
    return next((report.failure for report in reports if report.failure is not None), None)
