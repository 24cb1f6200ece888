"""One desk as a process of its own that runs commands, one after the other, until its input ends.

A line of JSON each: `{"arguments": [...], "stdin": "..."}` is answered by exit status and outputs,
`{"turn": seconds}` turns the clock of this desk. Secrets are kept in its memory.
"""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from eventdesk.cli.main import run
from eventdesk.vault.memory import MemoryVault


class TurnedClock:
    """The computer's clock, ahead by as much as it was turned."""

    ahead = timedelta()

    def now(self) -> datetime:
        """Now, aware, in UTC."""
        return datetime.now(UTC) + self.ahead


def _command(vault: MemoryVault, arguments: list[str], stdin: str) -> dict[str, Any]:
    outputs = [io.BytesIO(), io.BytesIO()]
    out, err = (io.TextIOWrapper(output, "utf-8", write_through=True) for output in outputs)
    with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", io.StringIO(stdin)):
        status = run(arguments, open_vault=lambda _: vault)
    texts = [output.getvalue().decode() for output in outputs]
    return {"status": int(status), "out": texts[0], "err": texts[1]}


def main() -> None:
    """Work until nobody asks any more."""
    vault = MemoryVault()
    with patch("eventdesk.services.workspace.SystemClock", TurnedClock):
        for line in sys.stdin:
            wanted = json.loads(line)
            if "turn" in wanted:
                TurnedClock.ahead += timedelta(seconds=wanted["turn"])
                answer = {}
            else:
                answer = _command(vault, wanted["arguments"], wanted["stdin"])
            sys.stdout.write(f"{json.dumps(answer)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
