"""What the three groups of calls share: one client, one bucket, paths built from both."""

from collections.abc import Mapping

from eventdesk.domain.cancel import CancelToken
from eventdesk.net.answer import Answer
from eventdesk.net.client import JSON, Client, Query


class Api:
    """Calls below one bucket. Templates begin after the service's prefix and hold `{bucket}`."""

    def __init__(self, client: Client, bucket: str) -> None:
        self.client = client
        self.bucket = bucket

    def get(
        self,
        template: str,
        cancel: CancelToken,
        *,
        path: Mapping[str, str] | None = None,
        query: Query | None = None,
        permission: str = "",
        accept: str = JSON,
    ) -> Answer:
        """Read; see `Client.get`."""
        return self.client.get(
            template,
            path={"bucket": self.bucket, **(path or {})},
            query=query,
            cancel=cancel,
            permission=permission,
            accept=accept,
        )

    def send(
        self,
        method: str,
        template: str,
        cancel: CancelToken,
        *,
        path: Mapping[str, str] | None = None,
        query: Query | None = None,
        permission: str = "",
    ) -> Answer:
        """Write, with parameters in the query and an empty body (apis/sheepcrm.md section 9)."""
        return self.client.send(
            method,
            template,
            path={"bucket": self.bucket, **(path or {})},
            query=query,
            cancel=cancel,
            permission=permission,
        )
