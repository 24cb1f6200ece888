"""The window **Marks**: what waits, what needs a decision, and everything that was done."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget, QWidget

from eventdesk.ui.theme import Tone
from eventdesk.ui.views.dialogs.activity_page import ActivityPage
from eventdesk.ui.views.dialogs.outbox_pages import DecisionPage, WaitingPage
from eventdesk.ui.views.dialogs.work_dialog import WorkDialog

_SIZE = QSize(940, 600)


class OutboxDialog(WorkDialog):
    """`waiting`, `decision` and `activity` are its pages; whoever opened it fills them."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _SIZE)
        self.set_title(self.tr("Marks"))
        self.waiting = WaitingPage()
        self.decision = DecisionPage()
        self.activity = ActivityPage()
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(self.tr("Lists of marks"))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.waiting, self.tr("Waiting marks"))
        self._tabs.addTab(self.decision, self.tr("Needs decision"))
        self._tabs.addTab(self.activity, self.tr("Activity"))
        self._tabs.currentChanged.connect(self.message.clear)
        self.set_body(self._tabs)
        self.add_button(self.tr("Close"), self.reject)

    def show_page(self, name: str) -> None:
        """Bring a page to the front: "waiting", "decision" or "activity"."""
        pages: dict[str, WaitingPage | DecisionPage | ActivityPage] = {
            "waiting": self.waiting,
            "decision": self.decision,
            "activity": self.activity,
        }
        self._tabs.setCurrentWidget(pages[name])
        pages[name].focus_first()

    def say(self, sentence: str, *, failed: bool = False) -> None:
        """Tell how something went."""
        self.message.say(sentence, Tone.REFUSED if failed else Tone.CONFIRMED)

    def show_written(self, sentence: str, open_folder: Callable[[], object]) -> None:
        """Say where a file is."""
        self.message.say(sentence, Tone.CONFIRMED, action=self.tr("Open folder"), act=open_folder)
