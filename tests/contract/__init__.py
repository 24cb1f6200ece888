"""What every system must keep to, each shown against its own server or book."""

import pytest

for _name in ("acting", "connection", "reading", "wire"):
    pytest.register_assert_rewrite(f"tests.contract.{_name}_contract")
pytest.register_assert_rewrite("tests.contract.checks")
