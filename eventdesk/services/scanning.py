"""How scans come at this desk, and the rule of each account to cut codes; kept from day to day."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, TypeVar

import msgspec

from eventdesk.domain.code_rules import CodeRule, checked_rule
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.scan_codes import ScanSettings
from eventdesk.storage import accounts, settings
from eventdesk.storage.database import Database

_SETTINGS = "scanner"
_RULES = "scanner:rules"
_CAMERA = "camera"


T = TypeVar("T")


class ScanningService:
    """All calls are short."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def settings(self) -> ScanSettings:
        """How scans come."""
        return _as(ScanSettings, self._get(_SETTINGS, {}), ScanSettings())

    def keep_settings(self, chosen: ScanSettings) -> None:
        """Keep how scans come.

        Raises:
            BadRequest: the pace or the length makes no sense.
        """
        if not 10 <= chosen.pace_ms <= 200:
            raise BadRequest("The pace must be 10 to 200 ms a key.", "60 is right for most.")
        if not 2 <= chosen.shortest <= 50:
            raise BadRequest("The shortest code has 2 to 50 characters.", "5 is right for most.")
        self._put(_SETTINGS, asdict(chosen))

    def learn(self, learned: str) -> ScanSettings:
        """Keep what known codes told of the keyboard; the settings with it."""
        now = replace(self.settings(), learned=learned)
        self._put(_SETTINGS, asdict(now))
        return now

    def rules(self) -> Mapping[str, CodeRule]:
        """The rule of each account by name, in the order of the accounts."""
        kept = self._get(_RULES, {})
        with self._database.read() as tx:
            found = accounts.all(tx)
        return {each.name: _as(CodeRule, kept.get(str(each.id), {}), CodeRule()) for each in found}

    def keep_rule(self, account: str, rule: CodeRule) -> CodeRule:
        """Keep the rule of an account, as it is understood.

        Raises:
            BadRequest: the rule makes no sense; says why.
            NotThere: no such account.
        """
        checked = checked_rule(rule)
        with self._database.write() as tx:
            number = str(accounts.by_name(tx, account).id)
            kept = settings.get(tx, _RULES, {})
            settings.put(tx, _RULES, {**kept, number: asdict(checked)})
        return checked

    def camera(self) -> str:
        """The camera that was chosen last, by its description; "" for none."""
        return str(self._get(_CAMERA, ""))

    def keep_camera(self, description: str) -> None:
        """Keep which camera was chosen."""
        self._put(_CAMERA, description)

    def _get(self, name: str, default: Any) -> Any:
        with self._database.read() as tx:
            return settings.get(tx, name, default)

    def _put(self, name: str, value: Any) -> None:
        with self._database.write() as tx:
            settings.put(tx, name, value)


def _as(kind: type[T], kept: object, otherwise: T) -> T:
    """What was kept, or the default where a newer program kept it in another way."""
    try:
        return msgspec.convert(kept, kind)
    except msgspec.ValidationError:
        return otherwise
