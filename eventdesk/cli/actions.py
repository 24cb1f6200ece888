"""`eventdesk actions`, `act`: what a system can do beyond the common calls."""

import click

from eventdesk.cli import shapes
from eventdesk.cli.dates import occurrence_option
from eventdesk.cli.output import (
    clear_progress,
    say,
    say_aside,
    say_json,
    say_table,
    show_progress,
)
from eventdesk.cli.pairs import pair
from eventdesk.cli.session import Session, json_option, pass_session
from eventdesk.cli.terminal import asking, at_terminal
from eventdesk.domain.capability import Action, ActionResult
from eventdesk.domain.errors import BadRequest, EventDeskError, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.sync.engine import PARTS, SyncRequest


@click.command()
@click.argument("target", metavar="REF")
@occurrence_option
@json_option
@pass_session
def actions(session: Session, target: str, occurrence: EventTime | None, as_json: bool) -> None:
    """What can be done now with an event, or with an account given by its name."""
    offered = session.workspace.actions.offered(
        _target(session, target), session.cancel, occurrence=occurrence
    )
    if as_json:
        say_json([shapes.action(one) for one in offered])
        return
    rows = [
        [one.name, one.title, ", ".join(f.name + "*" * f.required for f in one.fields)]
        for one in offered
    ]
    say_table(rows, ("action", "title", "fields (* required)"))


@click.command()
@click.argument("target", metavar="REF")
@click.argument("action")
@click.option("--set", "values", multiple=True, metavar="FIELD=VALUE")
@occurrence_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_session
def act(
    session: Session,
    target: str,
    action: str,
    values: tuple[str, ...],
    occurrence: EventTime | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Do one of the actions and print what the system answered."""
    where = _target(session, target)
    service = session.workspace.actions
    found = service.offered(where, session.cancel, occurrence=occurrence)
    offered = {one.name: one for one in found}
    if action in offered and not yes:
        _ask(offered[action].confirm)
    given = _as_it_stands(offered.get(action)) | dict(map(pair, values))
    result = service.act(where, action, given, session.cancel, occurrence=occurrence)
    account = where.account if isinstance(where, EventRef) else where
    _say(result, account, as_json)
    _refresh(session, account, result.event_ref)


def _as_it_stands(action: Action | None) -> dict[str, str]:
    """Required fields as a form has them filled in at first: nobody need repeat those here."""
    fields = action.fields if action is not None else ()
    return {one.name: one.value for one in fields if one.required and one.value}


def _ask(question: str) -> None:
    """Put an action's question to the person. Raises `BadRequest` where nobody can answer."""
    if not question:
        return
    if not at_terminal():
        raise BadRequest(
            f"Nobody is here to answer: {question}", "Add --yes to answer it, then it is done."
        )
    with asking():
        if not click.confirm(question, err=True):
            raise click.Abort


def _say(result: ActionResult, account: str, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "answer": result.sentence,
                "details": [list(pair) for pair in result.details],
                "problems": list(result.problems),
                "event": f"{account}:{result.event_ref}" if result.event_ref else None,
            }
        )
        return
    say(result.sentence)
    for label, value in result.details:
        say(f"{label}: {value}")
    for problem in result.problems:
        say_aside(problem)


def _target(session: Session, text: str) -> EventRef | str:
    """An event where there is a colon, else an account: its name cannot hold one."""
    if ":" not in text:
        return session.workspace.accounts.get(text).name
    return session.event(EventRef.parse(text)).ref


def _refresh(session: Session, account: str, event_id: str) -> None:
    """Bring the store up to date; a failure here does not undo what the action did."""
    request = SyncRequest(push=False)
    report, _ = session.workspace.syncing.sync(account, request, show_progress, session.cancel)
    clear_progress()
    for problem in report.problems:
        say_aside(problem)
    if not event_id or report.failure is not None:
        return
    try:
        view = session.workspace.events.view(EventRef(account, event_id))
        session.fetch(view.ref, *(part for part in PARTS if view.can(part)))
    except NotThere:
        return  # the action deleted it
    except EventDeskError as error:
        say_aside(error.message)
