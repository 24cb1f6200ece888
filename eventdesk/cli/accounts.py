"""`eventdesk accounts ...`"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from eventdesk.cli import shapes
from eventdesk.cli.output import say, say_json, say_table
from eventdesk.cli.pairs import pair
from eventdesk.cli.session import Session, json_option, pass_session
from eventdesk.cli.terminal import asking, at_terminal
from eventdesk.domain.capability import Field, FieldKind, SystemInfo
from eventdesk.domain.errors import BadRequest
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def accounts(context: click.Context, as_json: bool) -> None:
    """List the accounts, or add, check and remove them."""
    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    rows = [shapes.account(summary) for summary in session.workspace.accounts.summaries()]
    if as_json:
        say_json(rows)
    else:
        keys = ("name", "system", "address", "state", "last_sync", "waiting")
        say_table([[row[key] for key in keys] for row in rows], keys)


@accounts.command()
@json_option
def systems(as_json: bool) -> None:
    """The systems that an account can be of, and what each asks for."""
    infos = registry.systems()
    if as_json:
        say_json([_system(info) for info in infos])
    else:
        rows = [
            [
                info.key,
                info.title,
                ", ".join(f.name for f in info.options),
                " | ".join(" + ".join(f.name for f in group) for group in info.secrets),
                ", ".join(sorted(info.capabilities)),
            ]
            for info in infos
        ]
        say_table(rows, ("system", "title", "options", "secrets", "capabilities"))


def _system(info: SystemInfo) -> shapes.Shape:
    return {
        "system": info.key,
        "title": info.title,
        "address": info.address,
        "options": [f.name for f in info.options],
        "secrets": [f.name for f in info.secret_fields()],
        "capabilities": sorted(info.capabilities),
    }


@accounts.command()
@click.argument("system")
@click.option("--name", required=True, help="What the account is called here.")
@click.option("--address", default="", help="Where the system is, if not at its usual place.")
@click.option("--option", "options", multiple=True, metavar="KEY=VALUE")
@json_option
@pass_session
def add(
    session: Session, system: str, name: str, address: str, options: tuple[str, ...], as_json: bool
) -> None:
    """Add an account. Its secrets are read from standard input, a line KEY=VALUE each."""
    info = registry.provider_class(system).info
    draft = AccountDraft(
        system, name, address=address, options=dict(map(pair, options)), secrets=_secrets(info)
    )
    account, _ = session.workspace.accounts.add(draft, session.cancel)
    summaries = session.workspace.accounts.summaries()
    if as_json:
        say_json(next(shapes.account(s) for s in summaries if s.account.id == account.id))
    else:
        say(f"Added {account.name}. Next: eventdesk sync “{account.name}”.")


def _secrets(info: SystemInfo) -> dict[str, str]:
    """Never an argument: asked for at a terminal, else read line by line."""
    fields = info.secret_fields()
    if not fields:
        return {}
    if not at_terminal():
        return read_secrets(sys.stdin.read().splitlines(), [f.name for f in fields])
    with asking():
        return {f.name: _asked(f) for f in _way_in(info)}


def _way_in(info: SystemInfo) -> Sequence[Field]:
    """What to ask for: one group of secrets, which the person chooses where there are several."""
    if len(info.secrets) == 1:
        return info.secrets[0]
    for number, group in enumerate(info.secrets, start=1):
        first, *others = [f.title for f in group if f.required] or [group[0].title]
        also = "".join(f" and {title[:1].lower()}{title[1:]}" for title in others)
        click.echo(f"{number}  {first}{also}", err=True)
    kind = click.IntRange(1, len(info.secrets))
    chosen = click.prompt("Sign in with", type=kind, default=1, show_choices=False, err=True)
    return info.secrets[chosen - 1]


def _asked(field: Field) -> str:
    hidden = field.kind is FieldKind.SECRET
    return str(
        click.prompt(field.title, hide_input=hidden, default="", show_default=False, err=True)
    )


def read_secrets(lines: Iterable[str], names: list[str]) -> dict[str, str]:
    """Secrets from lines KEY=VALUE; one bare line where there is one secret only."""
    secrets: dict[str, str] = {}
    for line in filter(None, map(str.strip, lines)):
        key, _, value = line.partition("=")
        if key.strip() in names:
            secrets[key.strip()] = value.strip()
        elif len(names) == 1 and not secrets:
            secrets[names[0]] = line
        else:
            # The line may be a secret: it is not repeated in the message.
            raise BadRequest(
                "A line on standard input names no secret of this system.",
                f"Write KEY=VALUE with one of {', '.join(names)}.",
            )
    return secrets


@accounts.command()
@click.argument("name")
@pass_session
def check(session: Session, name: str) -> None:
    """One cheap signed-in call."""
    say(session.workspace.accounts.check(name, session.cancel))


@accounts.command("read-only")
@click.argument("name")
@click.option("--off", is_flag=True, help="Let this desk write again.")
@pass_session
def read_only(session: Session, name: str, off: bool) -> None:
    """Only look at an account's system: no marks, no changes, no imports go there."""
    session.workspace.accounts.allow_writing(name, off)
    say(f"{name} can be written to again." if off else f"{name} is read-only on this desk.")


@accounts.command()
@click.argument("name")
@click.option("--keep-marks-file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--discard-waiting", is_flag=True, help="Remove though marks wait here.")
@pass_session
def remove(
    session: Session, name: str, keep_marks_file: Path | None, discard_waiting: bool
) -> None:
    """Forget an account: its secret, what was fetched of it, and itself."""
    session.workspace.accounts.remove(
        name, discard_waiting=discard_waiting, keep_marks_file=keep_marks_file
    )
    say(f"Removed {name}.")
