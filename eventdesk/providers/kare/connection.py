"""All that talks to KARE for one account, put together."""

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, NotThere, PermissionMissing, Refused
from eventdesk.domain.text import one_line
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare import tokens
from eventdesk.providers.kare.account_actions import AccountActions
from eventdesk.providers.kare.api import KareApi
from eventdesk.providers.kare.api_writes import KareWrites
from eventdesk.providers.kare.attendance import Attendance
from eventdesk.providers.kare.calls import Calls
from eventdesk.providers.kare.details import Details
from eventdesk.providers.kare.event_actions import EventActions
from eventdesk.providers.kare.listing import EventLister
from eventdesk.providers.kare.names import CodeNames
from eventdesk.providers.kare.single import SingleEvents
from eventdesk.providers.kare.surroundings import Surroundings


class Connection:
    """One account's client and what works through it.

    Raises:
        BadRequest: address or names of codes cannot be used. CredentialsRefused: no usable tokens.
    """

    def __init__(self, context: ProviderContext) -> None:
        code_names = CodeNames(context.options.get("code_names", ""))
        calls = Calls(context)
        api, writes = KareApi(calls), KareWrites(calls)
        self.client = calls.client
        self.surroundings = Surroundings(api, code_names, context.clock)
        self.single = SingleEvents(api, self.surroundings, context.clock)
        self.lister = EventLister(api, self.single, self.surroundings, context.clock)
        self.attendance = Attendance(api, context.clock)
        self.details = Details(api, self.single, self.surroundings)
        self.event_actions = EventActions(self.single, writes, self.surroundings)
        self.account_actions = AccountActions(writes, self.single, self.surroundings)

    @staticmethod
    def sign_in(context: ProviderContext, cancel: CancelToken) -> dict[str, str]:
        """The tokens to keep; see `tokens.sign_in`."""
        return tokens.sign_in(context, cancel)

    def check(self, cancel: CancelToken) -> str:
        """The organization tells its name and time zone."""
        host = self.client.address.host
        try:
            found = self.surroundings.organization(cancel)
        except PermissionMissing as error:
            # The gateway answers 403 to a wrong path too (apis/kare.md section 8).
            raise PermissionMissing(
                error.sentence, "Check the address and what your user in KARE may do."
            ) from None
        except (NotThere, Refused) as error:
            raise BadAnswer(
                error.sentence, "Check the address in the account's settings."
            ) from None
        name = one_line(found.name or "", 80)
        if not name:
            raise BadAnswer(
                f"{host} does not tell which organization the tokens belong to.",
                "Check the address in the account's settings.",
            )
        zone = one_line(found.timezone or "", 40)
        where = f", whose time zone is {zone}" if zone else ""
        return f"KARE accepts the tokens for “{name}”{where}."
