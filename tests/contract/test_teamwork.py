"""Teamwork.com keeps to the contract."""

from datetime import timedelta
from pathlib import Path

import pytest

from eventdesk.domain.event import Window
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.contract.provider_contract import HttpProviderContract, HttpSubject, StillClock
from tests.servers import TeamworkServer


class TestTeamwork(HttpProviderContract):
    @pytest.fixture
    def subject(self, teamwork_server: TeamworkServer, tmp_path: Path) -> HttpSubject:
        server, today = teamwork_server, teamwork_server.dataset.today

        def change() -> str:
            server.rename_event(server.event_ref("running"), "Renamed by somebody else")
            return server.event_ref("running")

        def remove() -> str:
            server.delete_event(server.event_ref("weekly"))
            return server.event_ref("weekly")

        return HttpSubject(
            provider=TeamworkProvider,
            server=server,
            context=ProviderContext(
                account="Choir",
                address=server.url,
                options={"time_zone": "Europe/Dublin"},
                secrets={"api_key": server.key},
                folder=tmp_path,
                clock=StillClock(server.dataset.now),
            ),
            wrong_secrets={"api_key": "wrong-key-5f3a"},
            event_ref=server.event_ref("main"),
            unknown_ref="7654321",
            window=Window(today - timedelta(days=7), today + timedelta(days=30)),
            bad_settings=[
                {"address": ""},
                {"options": {"time_zone": "Mars/Olympus"}},
                {"options": {"listed": "some"}},
                {"options": {"event_type": "Meeting"}},
            ],
            change=change,
            remove=remove,
        )
