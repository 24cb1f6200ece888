"""A strict sheepCRM server for tests, built from apis/sheepcrm.md alone."""

from tests.servers.sheepcrm.dataset import Dataset
from tests.servers.sheepcrm.server import SheepOptions, SheepServer

__all__ = ["Dataset", "SheepOptions", "SheepServer"]
