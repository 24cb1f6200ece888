"""What must not move or change by itself at a door, and what must not be hidden."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget

from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.door import DoorFigures, Guest, TicketFigure
from eventdesk.domain.event import EventRef
from eventdesk.ui.views.common.badge import StatusBadge
from eventdesk.ui.views.door.camera_panel import CameraPanel
from eventdesk.ui.views.door.figures import FiguresBar
from eventdesk.ui.views.door.namesakes import NamesakesPage
from eventdesk.ui.views.door.note_line import NoteLine
from eventdesk.ui.views.door.scanner_page import ScannerPage
from eventdesk.ui.views.door.settings_dialog import DoorSettings
from eventdesk.ui.views.door.sound_page import SoundPage
from eventdesk.ui.views.door.sync_state import SyncState
from eventdesk.ui.views.door.welcome import WelcomeWindow
from eventdesk.ui.views.door.window import DoorWindow

_PLAYS = """
import threading
from pathlib import Path
from eventdesk.ui.runtime.player import SoundPlayer
from eventdesk.ui.theme import assets
answered = threading.Event()
player = SoundPlayer(assets.folder() / "sounds", lambda _problem: answered.set())
player.play("in", 0)
assert answered.wait(30)
player.close()
"""


def _anna(status: str = "accepted", company: str = "", email: str = "") -> Guest:
    attendee = Attendee("a-1", "Anna Baker", status, email=email, ticket="Member", company=company)
    return Guest(EventRef("Fair", "gala"), "Gala", ListedAttendee(attendee, status))


def test_a_message_moves_neither_the_field_nor_its_buttons(qtbot) -> None:
    window = DoorWindow()
    qtbot.addWidget(window)
    window.show()
    before = window.field.geometry(), window.admit.geometry()

    window.message.say("Choose a similar one with the arrow keys, then Enter.")
    QApplication.processEvents()

    assert window.message.isVisible()
    assert (window.field.geometry(), window.admit.geometry()) == before
    window.close_for_good()


def test_the_warning_of_a_full_house_moves_nothing(qtbot) -> None:
    bar = FiguresBar()
    qtbot.addWidget(bar)
    bar.set_sync_state(SyncState())
    bar.resize(992, bar.sizeHint().height())
    bar.show()
    heights = set()
    for arrived in (10, 85, 90, 99):
        types = tuple(TicketFigure(f"Member of group {each}", 20, 4) for each in range(9))
        bar.show_figures(DoorFigures(200, arrived, types, capacity=90), warn_before=10)
        QApplication.processEvents()
        heights.add(bar.sizeHint().height())
    assert len(heights) == 1


def test_the_camera_has_room_beside_the_guests_of_a_small_window(qtbot) -> None:
    window, panel = DoorWindow(), CameraPanel()
    qtbot.addWidget(window)
    window.set_camera(panel)
    panel.offer(["Integrated camera of a very long name: HD UVC 5986"], "")
    panel.show()
    window.resize(1024, 700)
    window.show()
    QApplication.processEvents()
    right = panel.preview.mapTo(window, panel.preview.rect().bottomRight()).x()
    assert right < window.width()
    window.close_for_good()


def test_a_locked_door_says_so_until_it_is_unlocked(qtbot) -> None:
    window = DoorWindow()
    qtbot.addWidget(window)
    window.show()
    (badge,) = [each for each in window.findChildren(StatusBadge) if each.text == "Locked"]
    assert not badge.isVisible()
    window.show_locked(True)
    window.message.clear()
    assert badge.isVisible()
    assert window.commands.lock.text().replace("&", "") == "Unlock"
    window.show_locked(False)
    assert not badge.isVisible()
    window.close_for_good()


def test_the_longest_name_stays_on_the_welcome_screen(qtbot) -> None:
    welcome = WelcomeWindow("Autumn conference: Learning from each other")
    qtbot.addWidget(welcome)
    welcome.resize(1280, 720)
    welcome.show()
    welcome.greet("Maximiliana Wilhelmine von und zu Hohenstein-Waldburg-Trauchburg")
    QApplication.processEvents()
    for label in welcome.findChildren(QLabel):
        if label.isVisible():
            assert welcome.rect().adjusted(40, 10, -40, -10).contains(label.geometry())
            assert label.height() >= label.heightForWidth(label.width())


def test_that_nobody_was_found_is_said_right_below_the_field(qtbot) -> None:
    window = DoorWindow()
    qtbot.addWidget(window)
    window.show()
    window.matches.rows.show(())
    window.show_looking(True, "Nobody on the list.")
    QApplication.processEvents()

    notes = [each for each in window.findChildren(NoteLine) if each.isVisible()]
    assert [each.words.text() for each in notes] == ["Nobody on the list."]
    below = notes[0].mapTo(window, QPoint(0, 0)).y() - window.field.geometry().bottom()
    assert 0 < below < window.field.height()

    window.matches.rows.show([_anna()])
    window.matches.choose(0)
    window.show_looking(True, "The first 50.")
    QApplication.processEvents()
    (note,) = [each for each in window.findChildren(NoteLine) if each.isVisible()]
    assert note.mapTo(window, QPoint(0, 0)).y() > window.matches.geometry().bottom()
    window.close_for_good()


def test_a_namesake_who_is_in_is_seen_to_be_in_without_scrolling(qtbot) -> None:
    page = NamesakesPage()
    qtbot.addWidget(page)
    page.resize(470, 260)
    page.show()
    page.show_guests([_anna(status="attended", company="Brightwater " * 4, email="a" * 50)])
    QApplication.processEvents()

    (rows,) = page.findChildren(QListWidget)
    first, second = rows.item(0).text().split("\n")
    assert first == "Anna Baker, Member, in already"
    assert second.startswith("Brightwater")
    assert rows.horizontalScrollBar().maximum() == 0
    assert rows.fontMetrics().horizontalAdvance(first) < rows.viewport().width()


def test_the_wheel_scrolls_the_settings_and_changes_no_rule(qtbot) -> None:
    dialog, page = DoorSettings(None), ScannerPage()
    qtbot.addWidget(dialog)
    dialog.resize(720, 360)
    dialog.add_page("Scanner", page)
    dialog.show()
    edited: list[object] = []
    page.edited.connect(edited.append)
    before = page.settings()

    for field in (page._keyboard, page._pace):
        field.setFocus()
        place = QPointF(field.rect().center())
        wheel = QWheelEvent(
            place,
            field.mapToGlobal(place),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, wheel)
        assert not wheel.isAccepted()  # so it goes on to the page, which scrolls

    assert edited == []
    assert page.settings() == before


def test_a_message_without_a_button_is_as_high_as_one_with(qtbot) -> None:
    page = SoundPage()
    qtbot.addWidget(page)
    page.show_state(70, False, "No sound can be played: this computer offers no device for it.")
    page.resize(600, 500)
    page.show()
    QApplication.processEvents()
    assert page.message.height() >= 32


def test_a_computer_without_a_sound_device_writes_nothing_on_the_terminal() -> None:
    root = Path(__file__).parents[4]
    done = subprocess.run(
        [sys.executable, "-c", _PLAYS],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "ALSA" not in done.stderr
