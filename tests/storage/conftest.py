"""A fresh store for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from eventdesk.domain.account import Account
from eventdesk.storage import accounts
from eventdesk.storage.database import Database, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty store in a file of its own."""
    opened = open_database(tmp_path / "profile" / "desk.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def account(database: Database) -> Account:
    """An account in the store."""
    with database.write() as tx:
        return accounts.add(tx, Account(0, "Office", "sheepcrm", colour="#2f6fde"))
