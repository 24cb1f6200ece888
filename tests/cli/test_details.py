"""Signing in with a password, and parts of an event that are told when asked for."""

from dataclasses import replace

import pytest

from eventdesk.domain.capability import Capability
from eventdesk.domain.contact import Section
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.providers import registry
from tests.cli.conftest import Commands
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
