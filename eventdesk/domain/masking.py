"""Takes secrets and personal data out of text that goes to a log or a problem report."""

import re
from pathlib import Path

_HIDDEN = "•••"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=:-]+"), rf"\1 {_HIDDEN}"),
    (
        re.compile(
            r"(?i)(['\"]?[\w-]*(?:api[_-]?key|token|password|passwd|secret|code_?pin|authorization)"
            r"['\"]?\s*[:=]\s*)(?:['\"][^'\"]*['\"]|[^\s,;&})\]]+)"
        ),
        rf"\1{_HIDDEN}",
    ),
    (re.compile(r"(https?://)[^/@\s]+@"), rf"\1{_HIDDEN}@"),
    (re.compile(r"(https?://[^\s?#'\"]+)\?[^\s'\"]*"), rf"\1?{_HIDDEN}"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w"), f"{_HIDDEN}@{_HIDDEN}"),
)


def mask(text: str) -> str:
    """The text without keys, tokens, passwords, queries, e-mails and the home folder."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
