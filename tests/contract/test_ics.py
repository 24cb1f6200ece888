"""A calendar keeps to the contract, as a file and at an address."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Window
from eventdesk.providers.base import Provider, ProviderContext
from eventdesk.providers.ics.provider import IcsProvider
from tests.contract.checks import assert_no_secret, assert_told, calls_of, failure_of
from tests.contract.provider_contract import (
    HttpProviderContract,
    HttpSubject,
    ProviderContract,
    StillClock,
    Subject,
)
from tests.servers import CalendarData, CalendarServer

BAD_ADDRESSES = ("", "calendar.ics", "ftp://x.org/a.ics", "file://other/a.ics", "mailto:a@x.org")


class TestIcsFile(ProviderContract):
    @pytest.fixture
    def subject(self, tmp_path: Path) -> Subject:
        data, file = CalendarData.small(), tmp_path / "choir.ics"
        file.write_bytes(data.body())
        today = data.now.date()

        def change() -> str:
            data.events["weekly"].append("LOCATION:Renamed by somebody else")
            file.write_bytes(data.body())
            return data.uid("weekly")

        def remove() -> str:
            del data.events["holiday"]
            file.write_bytes(data.body())
            return data.uid("holiday")

        return Subject(
            provider=IcsProvider,
            context=ProviderContext(
                account="Choir",
                address=str(file),
                options={},
                secrets={},
                folder=tmp_path / "kept",
                clock=StillClock(data.now),
            ),
            event_ref=data.uid("main"),
            unknown_ref="nobody@example.org",
            window=Window(today - timedelta(days=7), today + timedelta(days=30)),
            bad_settings=[{"address": address} for address in BAD_ADDRESSES],
            change=change,
            remove=remove,
            go_down=lambda: file.rename(tmp_path / "elsewhere.ics"),
            come_back=lambda: (tmp_path / "elsewhere.ics").rename(file),
        )


class TestIcsAddress(HttpProviderContract):
    @pytest.fixture
    def subject(self, ics_server: CalendarServer, tmp_path: Path) -> HttpSubject:
        server, today = ics_server, ics_server.dataset.now.date()

        def change() -> str:
            server.edit_event("weekly", "LOCATION", "LOCATION:Elsewhere")
            return server.uid("weekly")

        def remove() -> str:
            server.remove_event("holiday")
            return server.uid("holiday")

        return HttpSubject(
            provider=IcsProvider,
            server=server,
            context=ProviderContext(
                account="Choir",
                address=f"{server.address}?token=a%20b",
                options={},
                secrets={"username": server.username, "password": server.password},
                folder=tmp_path,
                clock=StillClock(server.dataset.now),
            ),
            wrong_secrets={"username": "wrong-name-5f3a", "password": "wrong-key-5f3a"},
            event_ref=server.uid("main"),
            unknown_ref="nobody@example.org",
            window=Window(today - timedelta(days=7), today + timedelta(days=30)),
            bad_settings=[{"address": address} for address in BAD_ADDRESSES],
            change=change,
            remove=remove,
        )

    def test_a_key_that_is_missing_is_asked_for(self, subject: HttpSubject) -> None:
        """Many calendars ask for none, so it is the server that asks."""
        error = failure_of(subject.open(secrets={}).check)
        assert error is not None
        assert "asks for a user name" in error.sentence
        assert_told(error, subject.secrets)

    @pytest.mark.parametrize(
        "address",
        ["http://cal.example.org/a.ics", "ftp://x", "not an address", "https://u:p@x.org/a.ics"],
    )
    def test_an_address_that_is_not_safe_is_refused(
        self, subject: HttpSubject, address: str
    ) -> None:
        with pytest.raises(BadRequest) as caught:
            subject.open(address=address)
        assert_told(caught.value, subject.secrets)

    def test_the_path_is_as_secret_as_a_password(
        self, subject: HttpSubject, provider: Provider, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        for call in calls_of(subject, provider).values():
            assert failure_of(call) is None
        assert_no_secret(caplog.text, ["private-7a1e", "token"])
        kept = [file.read_text() for file in subject.context.folder.rglob("*") if file.is_file()]
        assert kept
        assert_no_secret("".join(kept), ["private-7a1e", "Summer", *subject.secrets])
