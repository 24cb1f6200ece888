"""What a server answered, completely read. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case) and the whole body. `host` is for sentences."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    host: str

    @property
    def content_type(self) -> str:
        """The media type in lower case without parameters; empty where not told."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_web_page(self) -> bool:
        """True for a page meant for a browser: a portal, a proxy or a wrong address."""
        start = self.body[:64].lstrip().lower()
        return self.content_type == "text/html" or start.startswith((b"<!doctype html", b"<html"))
