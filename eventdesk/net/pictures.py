"""Fetches a picture from where a system points to: no credentials, small, pictures only."""

from urllib.parse import urlsplit

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, BadRequest
from eventdesk.net import failures
from eventdesk.net.address import Address, checked_address
from eventdesk.net.answer import Answer
from eventdesk.net.auth import NoAuth
from eventdesk.net.client import Limits, open_session, read_answer
from eventdesk.net.transport import Exchange

PICTURE_LIMITS = Limits(total=20.0, body=5_000_000)
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


def is_picture(body: bytes) -> bool:
    """True for PNG, JPEG, GIF and WebP, told by their first bytes."""
    return body.startswith(_SIGNATURES) or (body[:4] == b"RIFF" and body[8:12] == b"WEBP")


def fetch_picture(
    url: str,
    cancel: CancelToken,
    *,
    allow_loopback: bool = False,
    limits: Limits = PICTURE_LIMITS,
) -> bytes:
    """The bytes of a picture at an address that a system named.

    `allow_loopback` is for systems that run on this computer themselves: only they may point to
    plain http, and only to this computer.

    Raises:
        BadAnswer: not an address, not https, a redirect, not a picture, too large.
        Unreachable, Cancelled.
    """
    address = _address(url)
    if not address.base.startswith("https:") and not allow_loopback:
        raise BadAnswer(f"The picture at {address.host} is not offered over https.")
    answer = _fetched(url, address, cancel, limits)
    if answer.status != 200 or not is_picture(answer.body):
        raise BadAnswer(f"{address.host} did not send a picture.")
    return answer.body


def _address(url: str) -> Address:
    try:
        parts = urlsplit(url)
        return checked_address(f"{parts.scheme}://{parts.netloc}")
    except (ValueError, BadRequest):
        raise BadAnswer("The system points to a picture at an unusable address.") from None


def _fetched(url: str, address: Address, cancel: CancelToken, limits: Limits) -> Answer:
    exchange = Exchange(limits.total, cancel)
    proxies = {"no_proxy": address.host} if address.loopback else {}
    try:
        with (
            open_session(address.base) as session,
            exchange.watching(),
            session.get(
                url,
                auth=NoAuth(),
                headers={"Accept": "image/*"},
                timeout=limits.waits,
                stream=True,
                allow_redirects=False,
                proxies=proxies,
            ) as response,
        ):
            return read_answer(response, limits.body, address.host)
    except failures.TRANSPORT_ERRORS as error:
        raise failures.from_transport(error, address.host, may_have_arrived=False) from None
