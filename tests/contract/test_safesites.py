"""SafeSites keeps to the contract."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from eventdesk.domain.event import Window
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.safesites.provider import SafeSitesProvider
from tests.contract.provider_contract import HttpProviderContract, HttpSubject, StillClock
from tests.servers import SafeServer


class TestSafeSites(HttpProviderContract):
    @pytest.fixture
    def subject(self, safesites_server: SafeServer, tmp_path: Path) -> HttpSubject:
        server, today = safesites_server, safesites_server.dataset.today

        def change() -> str:
            server.edit_event(server.event_id("draft"), title="Renamed at another desk")
            return server.event_id("draft")

        def remove() -> str:
            server.remove_event(server.event_id("cancelled"))
            return server.event_id("cancelled")

        return HttpSubject(
            provider=SafeSitesProvider,
            server=server,
            context=ProviderContext(
                account="Sites",
                address=server.url,
                options={"time_zone": "Europe/Stockholm"},
                secrets={"token": server.key},
                folder=tmp_path,
                clock=StillClock(server.dataset.now.replace(tzinfo=UTC)),
            ),
            wrong_secrets={"token": "wrong-token-5f3a"},
            event_ref=server.event_id("round"),
            unknown_ref="0195d0a1-0000-7000-8000-000000000000",
            window=Window(today - timedelta(days=7), today + timedelta(days=30)),
            bad_settings=[{"options": {"time_zone": "Mars/Olympus"}}, {"address": "ftp://x"}],
            change=change,
            remove=remove,
        )
