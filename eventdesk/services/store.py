"""Opens the profile's store, and mends it first where it is damaged."""

from dataclasses import dataclass

from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import ProfileDamaged, ProfileUnusable
from eventdesk.services.profile import Profile
from eventdesk.storage.database import Database, open_database
from eventdesk.storage.locks import Presence, alone
from eventdesk.storage.rescue import open_sound, rescue


@dataclass(frozen=True, slots=True)
class Store:
    """The opened store; `notice` says what had to be done for it, "" where nothing."""

    database: Database
    presence: Presence
    notice: str = ""

    def close(self) -> None:
        """Let go of it; the threads that worked with it must have ended."""
        self.database.close()
        self.presence.close()


def open_store(profile: Profile, clock: Clock) -> Store:
    """The store of a prepared profile.

    Raises:
        ProfileUnusable: it cannot be used, or is damaged while another program has it open.
    """
    lock = profile.locks / "in-use.lock"
    presence = Presence(lock)
    try:
        return Store(open_sound(profile.database), presence)
    except ProfileDamaged:
        presence.close()
    except BaseException:  # whatever it is goes on; only the presence must not stay
        presence.close()
        raise
    with alone(lock) as ours:
        if not ours:
            raise ProfileUnusable(
                f"“{profile.database}” is damaged, and another program has it open.",
                "Close every other Event Desk, then start this one again: it rescues the marks.",
            )
        saved = rescue(profile.database, clock.now().astimezone())
    return Store(open_database(profile.database), Presence(lock), saved.sentence if saved else "")
