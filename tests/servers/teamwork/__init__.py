"""A strict Teamwork.com server for tests, built from apis/teamwork.md alone."""

from tests.servers.teamwork.dataset import TeamworkData
from tests.servers.teamwork.server import TeamworkOptions, TeamworkServer

__all__ = ["TeamworkData", "TeamworkOptions", "TeamworkServer"]
