"""sheepCRM keeps to the contract."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eventdesk.domain.event import Window
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.contract.provider_contract import HttpProviderContract, HttpSubject, StillClock
from tests.servers import SheepServer


class TestSheepCrm(HttpProviderContract):
    @pytest.fixture
    def subject(self, sheepcrm_server: SheepServer, tmp_path: Path) -> HttpSubject:
        server, today = sheepcrm_server, sheepcrm_server.dataset.today
        uid = server.event_uid
        person = str(next(iter(server.statuses(uid("main")))))

        def change() -> str:
            server.rename_event(uid("running"), "Renamed at another desk")
            return uid("running")

        def remove() -> str:
            server.remove_event(uid("empty"))
            return uid("empty")

        return HttpSubject(
            provider=SheepCrmProvider,
            server=server,
            context=ProviderContext(
                account="Charity",
                address=server.url,
                options={"bucket": server.bucket, "time_zone": "Europe/London"},
                secrets={"api_key": server.key},
                folder=tmp_path,
                clock=StillClock(datetime(today.year, today.month, today.day, 12, tzinfo=UTC)),
            ),
            wrong_secrets={"api_key": "wrong-key-5f3a"},
            event_ref=uid("main"),
            unknown_ref="0123456789abcdef01234567",
            window=Window(today - timedelta(days=7), today + timedelta(days=30)),
            unlisted=frozenset({uid("draft")}),
            bad_settings=[
                {"options": {"bucket": " "}},
                {"options": {"bucket": "x", "time_zone": "Mars/Olympus"}},
            ],
            change=change,
            remove=remove,
            more_calls={
                "contact": lambda p, c: p.contact(person, c),
                "answers": lambda p, c: p.answers(uid("main"), person, c),
            },
        )
