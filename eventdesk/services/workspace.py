"""Builds each service once for a profile. No logic; closed by whoever opened it."""

from collections.abc import Callable
from dataclasses import dataclass

from eventdesk.domain.clock import Clock, SystemClock
from eventdesk.services.accounts import AccountsService
from eventdesk.services.actions import ActionsService
from eventdesk.services.badges import BadgesService
from eventdesk.services.calendar_files import CalendarFileService
from eventdesk.services.connections import Connections
from eventdesk.services.contacts import ContactsService
from eventdesk.services.desk import DeskService
from eventdesk.services.door.door import DoorService
from eventdesk.services.event_details import EventDetailsService
from eventdesk.services.event_moving import EventMovingService
from eventdesk.services.events import EventsService
from eventdesk.services.exporting import ExportService
from eventdesk.services.importing import ImportService
from eventdesk.services.kiosk import KioskService
from eventdesk.services.layout import LayoutService
from eventdesk.services.marking import MarkingService
from eventdesk.services.outbox import OutboxService
from eventdesk.services.profile import Profile
from eventdesk.services.scanning import ScanningService
from eventdesk.services.store import Store, open_store
from eventdesk.services.syncing import SyncService
from eventdesk.services.wiping import WipingService
from eventdesk.storage.database import Database
from eventdesk.vault.base import Vault
from eventdesk.vault.secret_store import SecretStore


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything that the window or a command works with."""

    profile: Profile
    clock: Clock
    store: Store
    connections: Connections
    secrets: SecretStore
    desk: DeskService
    accounts: AccountsService
    events: EventsService
    marking: MarkingService
    outbox: OutboxService
    syncing: SyncService
    actions: ActionsService
    moving: EventMovingService
    contacts: ContactsService
    details: EventDetailsService
    exporting: ExportService
    calendar_files: CalendarFileService
    importing: ImportService
    layout: LayoutService
    wiping: WipingService
    door: DoorService
    kiosk: KioskService
    badges: BadgesService
    scanning: ScanningService

    @property
    def database(self) -> Database:
        """The store's database."""
        return self.store.database

    def close_thread(self) -> None:
        """Let go of what this thread opened: connections to systems and to the store."""
        self.connections.close_thread()
        self.database.close_thread()

    def close(self) -> None:
        """Let go of everything; the threads that worked here must have ended."""
        self.close_thread()
        self.store.close()


ConnectionsFactory = Callable[[SecretStore, Profile, Clock], Connections]


def open_workspace(
    profile: Profile,
    vault: Vault,
    *,
    clock: Clock | None = None,
    connect: ConnectionsFactory = Connections,
) -> Workspace:
    """Open a profile, made where there is none, with a desk book in it.

    Raises:
        ProfileUnusable: the folder or its database cannot be used; the sentence says why.
    """
    clock = clock or SystemClock()
    profile.prepare()
    store = open_store(profile, clock)
    database = store.database
    secrets = SecretStore(vault)
    connections = connect(secrets, profile, clock)
    desk = DeskService(database)
    marking = MarkingService(database, desk, clock)
    actions = ActionsService(database, connections, desk, clock)
    actions = ActionsService(database, connections, desk, clock)
    workspace = Workspace(
        profile=profile,
        clock=clock,
        store=store,
        connections=connections,
        secrets=secrets,
        desk=desk,
        accounts=AccountsService(database, secrets, connections),
        events=EventsService(database, clock),
        marking=marking,
        outbox=OutboxService(database),
        syncing=SyncService(database, connections, profile, clock),
        actions=actions,
        moving=EventMovingService(database, actions),
        contacts=ContactsService(database, connections, clock),
        details=EventDetailsService(database, connections, clock),
        exporting=ExportService(database, connections, clock),
        calendar_files=CalendarFileService(database, clock),
        importing=ImportService(database, connections, desk, clock),
        layout=LayoutService(database),
        wiping=WipingService(database, connections, desk, clock),
        door=DoorService(database, marking, desk, actions, clock),
        kiosk=KioskService(database, clock),
        badges=BadgesService(database, desk, clock),
        scanning=ScanningService(database),
    )
    workspace.accounts.ensure_desk_book()
    return workspace
