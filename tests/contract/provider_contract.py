"""What `providers.base` promises of every system, as one class of tests.

How to hold a system to it: write tests/contract/test_KEY.py with

    class TestKey(HttpProviderContract):        # or ProviderContract for a system without HTTP
        @pytest.fixture
        def subject(self, key_server: KeyServer, tmp_path: Path) -> HttpSubject:
            return HttpSubject(provider=KeyProvider, server=key_server, context=..., ...)

`Subject` and `HttpSubject` in subject.py say what each field means; test_sheepcrm.py is an example.
`context.clock` is a `StillClock` at the data's noon. `change` and `remove` make the server's own
edits "by another desk" and return the reference. Name an event with many fields as `event_ref`,
since much is compared. `more_calls` need an argument of the system's own (a contact card, a
picture). What the system does not declare must raise `NotOffered`; nothing is skipped. No test may
break a rule of the strict server: a broken one stands in the failure. Tests that only one system
needs belong in tests/providers/KEY, mutated answers too: tests/providers/any_answer.py.
Run: `pytest tests/contract -k KEY`.
"""

from tests.contract.acting_contract import ActingContract
from tests.contract.connection_contract import ConnectionContract
from tests.contract.reading_contract import ReadingContract
from tests.contract.subject import HttpSubject, StillClock, Subject
from tests.contract.wire_contract import WireContract

__all__ = ["HttpProviderContract", "HttpSubject", "ProviderContract", "StillClock", "Subject"]


class ProviderContract(ReadingContract, ActingContract):
    """What every system promises. Derive from this and give a fixture `subject`."""


class HttpProviderContract(ConnectionContract, WireContract, ProviderContract):
    """The same for a system with a strict server; `subject` is a `HttpSubject`."""
