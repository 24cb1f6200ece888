"""KARE keeps to the contract."""

from datetime import timedelta
from pathlib import Path

import pytest

from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare.provider import KareProvider
from tests.contract.provider_contract import HttpProviderContract, HttpSubject, StillClock
from tests.servers import KareServer


class TestKare(HttpProviderContract):
    @pytest.fixture
    def subject(self, kare_server: KareServer, tmp_path: Path) -> HttpSubject:
        server, today = kare_server, kare_server.dataset.today
        login = {"email": server.email, "password": server.password}

        def change() -> str:
            server.edit(server.number("curative"), description="Renamed at another desk")
            return server.ref("curative")

        def remove() -> str:
            server.remove(server.number("bare"))
            return server.ref("bare")

        return HttpSubject(
            provider=KareProvider,
            server=server,
            context=ProviderContext(
                account="Register",
                address=server.url,
                options={"code_names": "status 2 = Terminé"},
                secrets=server.secrets,
                folder=tmp_path,
                clock=StillClock(server.dataset.noon),
            ),
            wrong_secrets={
                "access_token": "wrong-access-5f3a",
                "session_token": "wrong-session-5f3a",
                "refresh_token": "wrong-refresh-5f3a",
            },
            signing_in=(login, {**login, "password": "a-wrong-password"}),
            event_ref=server.ref("main"),
            unknown_ref="123:99999",
            window=Window(today - timedelta(days=7), today + timedelta(days=30)),
            bad_settings=[
                {"options": {"code_names": "status two = Terminé"}},
                {"options": {"code_names": "colour 2 = Red"}},
            ],
            change=change,
            remove=remove,
            more_calls={
                "actions": lambda p, c: p.actions(None, c),
                "event actions": lambda p, c: p.actions(Event(server.ref("main"), "Any"), c),
            },
        )
