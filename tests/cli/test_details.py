"""Signing in with a password, and parts of an event that are told when asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from eventdesk.cli import shapes
from eventdesk.domain.capability import Capability
from eventdesk.domain.contact import Section
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.providers import registry
from tests.cli.conftest import Commands
from tests.servers import KareServer, SafeServer
from tests.services.gate_system import PASSWORD, GateSystem
from tests.ui.detail.fair import ALL, Fair, FairProvider


def test_a_password_on_standard_input_signs_in_and_is_not_kept(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry._BUILT_IN, "gate", "tests.services.gate_system:GateSystem")
    monkeypatch.setattr(GateSystem, "asked", [])
    monkeypatch.setattr("tests.services.gate_system.PASSWORD", PASSWORD.strip())
    add = ("accounts", "add", "gate", "--name", "Gate")

    sentence = commands.fails(3, *add, stdin="email=kim@example.org\npassword=wrong\n")
    assert sentence == "Gatehouse does not know this password."
    commands(*add, stdin=f"email=kim@example.org\npassword={PASSWORD}\n")
    assert "In with a-1, r-1, s-1." in commands("accounts", "check", "Gate").out


def test_a_part_is_printed_when_it_is_asked_for_by_name(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    fair = Fair()
    fair.held.set()
    fair.details = {
        DetailPart("site", "Site"): Detail((Section("Site", (("Town", "Hull"),)),)),
        DetailPart("code", "Code", secret=True): Detail((Section("", (("Code", "0417"),)),)),
    }
    info = replace(FairProvider.info, capabilities=ALL | {Capability.DETAILS})
    monkeypatch.setattr(FairProvider, "info", info)
    monkeypatch.setattr(FairProvider, "fair", fair, raising=False)
    monkeypatch.setitem(registry._BUILT_IN, "fair", "tests.ui.detail.fair:FairProvider")
    commands("accounts", "add", "fair", "--name", "Fair")
    commands("sync", "Fair")

    event = commands.json("event", "Fair:gala")
    assert event["details"] == ["site", "code"]
    assert "0417" not in str(event)
    detail = commands.json("event", "Fair:gala", "--detail", "site")["detail"]
    assert detail["sections"] == [{"title": "Site", "rows": [["Town", "Hull"]]}]
    assert "detail, Code: 0417" in commands("event", "Fair:gala", "--detail", "code").out
    assert "It has site, code." in commands.fails(7, "event", "Fair:gala", "--detail", "roof")


def test_a_date_of_a_series_is_moved_and_its_site_is_read(
    commands: Commands, safesites_server: SafeServer
) -> None:
    address = ("--address", safesites_server.url)
    commands("accounts", "add", "safesites", "--name", "Sites", *address, stdin="test-key")
    commands("sync")
    ref, day = f"Sites:{safesites_server.event_id('round')}", safesites_server.dataset.today
    window = ("--from", str(day), "--to", str(day + timedelta(days=13)), "--search", "round")
    first, second = [row["occurrence"] for row in commands.json("events", *window)]
    late = f"{first[:10]}T21:30:00"
    move = ("move-occurrence", "--occurrence", first, "--set", f"start={late}")
    assert "moved" in commands("act", ref, *move).out
    starts = {row["occurrence"]: row["start"] for row in commands.json("events", *window)}
    assert starts == {first: late, second: second}
    commands("act", ref, "cancel-occurrence", "--occurrence", second, "--yes")
    assert [row["start"] for row in commands.json("events", *window)] == [late]
    assert "sites" not in [record.path.split("/")[1] for record in safesites_server.requests]
    assert "detail, Map: https://" in commands("event", ref, "--detail", "site").out


def test_a_code_is_told_where_it_is_asked_for_and_nowhere_else(
    commands: Commands, kare_server: KareServer
) -> None:
    lines = "".join(f"{name}={value}\n" for name, value in kare_server.secrets.items())
    address = ("--address", kare_server.url)
    commands("accounts", "add", "kare", "--name", "Register", *address, stdin=lines)
    commands("sync")
    ref, code = f"Register:{kare_server.ref('main')}", "3907"
    assert code not in commands("event", ref).out
    assert f"detail, Code: {code}" in commands("event", ref, "--detail", "code").out
    for what in ((ref,), (ref, "--what", "marks"), ("--events",)):
        assert code not in commands("export", *what, "--format", "json", "-o", "-").out
    kept = b"".join(path.read_bytes() for path in commands.profile.rglob("*") if path.is_file())
    assert code.encode() not in kept


def test_rows_under_one_label_are_all_told() -> None:
    rows = (("Assigned", "Ann"), ("Shift", "Late"), ("Assigned", "Bo"))
    assert shapes.by_label(rows) == {"Assigned": "Ann; Bo", "Shift": "Late"}
