"""A 404 may mean a bad key too (apis/sheepcrm.md section 5): asked before it is believed."""

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, NotThere
from eventdesk.providers.base import Provider


def check_key(provider: Provider, cancel: CancelToken) -> None:
    """Return where the key is good, so that only what was asked for can be missing.

    Raises:
        ProviderError: it is not; or nothing at all is there, as behind a wrong address.
    """
    try:
        provider.check(cancel)
    except NotThere as error:
        raise BadAnswer(
            f"{provider.info.title} is not found at the address of {provider.context.account}.",
            "Check the address in the account's settings, or try again later.",
        ) from error
