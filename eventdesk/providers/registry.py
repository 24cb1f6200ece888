"""Which systems there are: the built-in ones by name, and those that other packages bring along.

Nothing of a system is imported before somebody asks for it. Another package joins by an entry
point in the group "eventdesk.providers" whose name is the system's key and whose value names a
subclass of `Provider`.
"""

import logging
import sys
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from eventdesk.domain.capability import SystemInfo
from eventdesk.domain.errors import NotThere
from eventdesk.providers.base import Provider

log = logging.getLogger(__name__)

GROUP = "eventdesk.providers"
DEFAULT_SYSTEM = "deskbook"

_BUILT_IN = {
    "deskbook": "eventdesk.providers.deskbook.provider:DeskBookProvider",
    "sheepcrm": "eventdesk.providers.sheepcrm.provider:SheepCrmProvider",
    "teamwork": "eventdesk.providers.teamwork.provider:TeamworkProvider",
    "safesites": "eventdesk.providers.safesites.provider:SafeSitesProvider",
    "kare": "eventdesk.providers.kare.provider:KareProvider",
    "ics": "eventdesk.providers.ics.provider:IcsProvider",
}


def systems() -> list[SystemInfo]:
    """Every installed system: the built-in ones first, then the others by title."""
    built_in = [cls.info for key in _BUILT_IN if (cls := _built_in(key)) is not None]
    others = [cls.info for entry in _entries().values() if (cls := _loaded(entry)) is not None]
    return built_in + sorted(others, key=lambda info: info.title.casefold())


def default_system() -> SystemInfo | None:
    """The system that keeps its own events and needs no account elsewhere; None if removed."""
    cls = _built_in(DEFAULT_SYSTEM) if DEFAULT_SYSTEM in _BUILT_IN else None
    return None if cls is None else cls.info


def provider_class(key: str) -> type[Provider]:
    """The class of a system.

    Raises:
        NotThere: no such system is installed, or its package cannot be loaded.
    """
    if key in _BUILT_IN:
        cls = _built_in(key)
    else:
        entry = _entries().get(key)
        cls = None if entry is None else _loaded(entry)
    if cls is None:
        raise NotThere(
            f"The system “{key}” is not installed here.",
            "`accounts systems` lists those that are.",
        )
    return cls


def _built_in(key: str) -> type[Provider] | None:
    module, _, name = _BUILT_IN[key].partition(":")
    try:
        cls = getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        # A system whose folder was removed is simply absent; anything else missing is a fault.
        if error.name is not None and f"{module}.".startswith(f"{error.name}."):
            return None
        raise
    if not issubclass(cls, Provider):
        raise TypeError(f"{module}:{name} is not a provider")
    return cls  # type: ignore[no-any-return]  # it is a Provider: checked above


def _entries() -> dict[str, EntryPoint]:
    """Entry points of other packages by key; the first of a key counts."""
    return _entries_on(tuple(sys.path))


@lru_cache(maxsize=1)
def _entries_on(_path: tuple[str, ...]) -> dict[str, EntryPoint]:
    # Kept, since it reads the metadata of every installed package, and each look at an event asks.
    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=GROUP):
        if entry.name in _BUILT_IN:
            log.warning("%s may not replace the built-in system %s", entry.value, entry.name)
        elif entry.name in found:
            log.warning("%s is a second system named %s", entry.value, entry.name)
        else:
            found[entry.name] = entry
    return found


def _loaded(entry: EntryPoint) -> type[Provider] | None:
    try:
        cls = entry.load()
    except Exception as error:  # noqa: BLE001  # code of others may raise anything at import
        log.warning("The system %s cannot be loaded: %s", entry.name, type(error).__name__)
        return None
    info = getattr(cls, "info", None)
    if not (isinstance(cls, type) and issubclass(cls, Provider) and isinstance(info, SystemInfo)):
        log.warning("%s is not a provider", entry.value)
        return None
    if info.key != entry.name:
        log.warning("%s calls itself %s, its entry point %s", entry.value, info.key, entry.name)
        return None
    return cls
