"""A strict SafeSites server for tests, built from apis/safesites.md alone."""

from tests.servers.safesites.dataset import SafeData
from tests.servers.safesites.server import SafeOptions, SafeServer

__all__ = ["SafeData", "SafeOptions", "SafeServer"]
