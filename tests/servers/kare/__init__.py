"""A strict KARE server for tests, built from apis/kare.md alone."""

from tests.servers.kare.dataset import KareDataset
from tests.servers.kare.server import KareOptions, KareServer

__all__ = ["KareDataset", "KareOptions", "KareServer"]
