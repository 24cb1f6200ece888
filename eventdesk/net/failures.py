"""The one place where what goes wrong on the way becomes a family of `domain.errors`.

Sentences name the host and what to do next; the text of an exception never reaches a person.
"""

from http import HTTPStatus

import requests
import urllib3.exceptions

from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    EventDeskError,
    NotThere,
    PermissionMissing,
    Refused,
    Throttled,
    Unreachable,
)
from eventdesk.net.address import host_of
from eventdesk.net.answer import Answer
from eventdesk.net.error_body import error_words
from eventdesk.net.transport import OutOfTimeError

TRANSPORT_ERRORS = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    OutOfTimeError,
    OSError,
    UnicodeError,  # a host or header that cannot be encoded
)
"""All that a call of requests may raise for reasons outside of this program."""

LATER = "Try again in a few minutes."


def worth_repeating(error: Exception) -> bool:
    """True for a broken connection; false for a server that is slow, or a certificate."""
    if isinstance(error, (requests.exceptions.SSLError, requests.exceptions.ProxyError)):
        return False
    if isinstance(error, (requests.ReadTimeout, OutOfTimeError)) or _is_read_timeout(error):
        return False
    return isinstance(error, (requests.ConnectionError, requests.exceptions.ChunkedEncodingError))


def from_transport(error: Exception, host: str, *, may_have_arrived: bool) -> EventDeskError:
    """The error for a call that got no complete answer."""
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return BadAnswer(f"{host} sent an answer that cannot be unpacked.", LATER)
    if isinstance(error, requests.exceptions.SSLError):
        sentence = f"No safe connection to {host}: it could not prove who it is."
        hint = "Check the address, and this computer's date and certificates."
    elif isinstance(error, requests.exceptions.ProxyError):
        sentence = f"This computer's proxy does not lead to {host}."
        hint = "Check the proxy settings."
    elif isinstance(error, (requests.Timeout, OutOfTimeError)) or _is_read_timeout(error):
        sentence, hint = f"{host} took too long to answer.", LATER
    elif isinstance(error, requests.exceptions.ChunkedEncodingError):
        sentence, hint = f"{host} broke off in the middle of its answer.", LATER
    else:
        sentence = f"There is no connection to {host}."
        hint = "Check the network and the address."
    return Unreachable(sentence, hint, may_have_arrived=may_have_arrived)


def _is_read_timeout(error: Exception) -> bool:
    """While a body is read, requests wraps a timeout into a ConnectionError."""
    return any(isinstance(arg, urllib3.exceptions.ReadTimeoutError) for arg in error.args)


def from_answer(
    answer: Answer, *, write: bool, permission: str = "", wish: float | None = None
) -> EventDeskError:
    """The error for an answer whose status is not one of success.

    Args:
        permission: the system's name of what the call needs, where it is known.
        wish: for how many seconds the server wants to be left alone.
    """
    host, status, words = answer.host, answer.status, error_words(answer)
    if status == HTTPStatus.UNAUTHORIZED:
        return CredentialsRefused(
            f"{host} does not accept the key.", "Check the key in the account's settings."
        )
    if status == HTTPStatus.FORBIDDEN:
        return _forbidden(host, words.sentence, permission)
    if status == HTTPStatus.NOT_FOUND:
        return NotThere(_told(f"{host} does not have this", words.sentence), "Refresh the list.")
    if 300 <= status < 400:
        return _redirected(answer)
    if status >= 500 or status == HTTPStatus.REQUEST_TIMEOUT:
        sentence = _told(f"{host} cannot answer now (status {status})", words.sentence)
        return Unreachable(sentence, LATER, retry_after=wish, may_have_arrived=write)
    if status < 300:
        return BadAnswer(f"{host} gave an unexpected answer (status {status}).", LATER)
    sentence = _told(f"{host} refused this (status {status})", words.sentence)
    return Refused(sentence, "Check what was entered.", fields=words.fields)


def throttled(host: str, wish: float | None) -> Throttled:
    """The error for a server that asks for a pause."""
    hint = LATER if wish is None else f"Try again in {max(round(wish), 1)} seconds."
    return Throttled(f"{host} asks for a pause: too many requests.", hint, retry_after=wish)


def _forbidden(host: str, words: str, permission: str) -> PermissionMissing:
    named = f" It needs the permission “{permission}”." if permission else ""
    sentence = _told(f"{host} does not allow this with the account's key", words) + named
    hint = "Ask an administrator of the system for the permission."
    return PermissionMissing(sentence, hint, permission=permission)


def _redirected(answer: Answer) -> BadAnswer:
    target = host_of(answer.headers.get("location", ""))
    where = f" to {target}" if target else ""
    return BadAnswer(
        f"{answer.host} redirects{where}, which is not followed.",
        "Check the address in the account's settings.",
    )


def _told(sentence: str, words: str) -> str:
    return f"{sentence}: {words}" if words else f"{sentence}."
