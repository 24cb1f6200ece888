"""The small widgets say what they show, and can be used with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.progress import Progress
from eventdesk.ui.theme import ThemeMode, Tone, apply_theme
from eventdesk.ui.views.common.badge import StatusBadge
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import icon_button, way_out
from eventdesk.ui.views.common.empty_state import EmptyState
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.item_views import dress_list, dress_table
from eventdesk.ui.views.common.labels import ClampedHeading, ElidedLabel, Heading, TextLabel
from eventdesk.ui.views.common.search_field import SearchField

MARKUP = "<b>Anna</b> & <img src='http://tracker.example/x.png'>"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The application in the light theme."""
    apply_theme(qapp, ThemeMode.LIGHT)


def test_text_is_never_taken_for_markup(qtbot) -> None:
    for label in (TextLabel(MARKUP), Heading(MARKUP), ElidedLabel(MARKUP)):
        qtbot.addWidget(label)
        assert label.text() == MARKUP
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_line_that_is_cut_offers_all_of_it_as_plain_text(qtbot) -> None:
    label = ElidedLabel(MARKUP)
    qtbot.addWidget(label)
    label.resize(2000, 20)
    label.show()
    assert label.toolTip() == ""
    label.resize(30, 20)
    assert "&lt;b&gt;Anna&lt;/b&gt; &amp;" in label.toolTip()


def test_an_empty_state_says_why_and_offers_a_way_on(qtbot) -> None:
    clicked: list[str] = []
    pane = EmptyState("calendar-blank", "No events here", "Add an account first.")
    button = pane.add_button("Add account", lambda: clicked.append("add"))
    qtbot.addWidget(pane)
    pane.resize(240, 300)
    pane.show()
    assert pane.accessibleName() == "No events here"
    assert pane.accessibleDescription() == "Add an account first."
    assert all(label.width() <= 240 for label in pane.findChildren(QLabel))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert clicked == ["add"]
    pane.set_text("cloud-slash", "No connection", "Trying again at 14:10.")
    assert pane.accessibleName() == "No connection"


def test_a_badge_has_a_word_besides_its_colour(qtbot) -> None:
    badge = StatusBadge("Waiting", Tone.WAITING)
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "Waiting"
    badge.set_state("In", Tone.CONFIRMED)
    assert (badge.accessibleName(), badge.text) == ("In", "In")


def test_a_message_comes_acts_and_goes(qtbot) -> None:
    acted: list[str] = []
    message = InlineMessage()
    qtbot.addWidget(message)
    assert message.text == ""
    message.say(
        "The key is refused.", Tone.REFUSED, action="Enter key", act=lambda: acted.append("k")
    )
    assert message.isVisible()
    assert message.accessibleName() == message.text == "The key is refused."
    message.action_button.click()
    assert acted == ["k"]
    message.say("Key accepted.", Tone.CONFIRMED)
    assert not message.action_button.isVisible()
    close = next(b for b in message.findChildren(QToolButton) if b.accessibleName())
    with qtbot.waitSignal(message.closed):
        QTest.keyClick(close, Qt.Key.Key_Space)
    assert not message.isVisible()
    assert message.text == ""


def test_work_under_way_can_be_stopped(qtbot) -> None:
    bar = BusyBar()
    qtbot.addWidget(bar)
    bar.begin("Reading attendees")
    progress = bar.findChild(QProgressBar)
    assert (progress.minimum(), progress.maximum()) == (0, 0)
    bar.show_progress(Progress("4 of 10", 4, 10))
    assert (progress.value(), progress.maximum(), progress.accessibleName()) == (4, 10, "4 of 10")
    cancel = bar.findChild(QPushButton)
    with qtbot.waitSignal(bar.cancel_asked):
        cancel.click()
    assert not cancel.isEnabled()
    bar.end()
    assert not bar.isVisible()
    bar.begin("Sending", cancellable=False)
    assert not cancel.isVisible()
    bar.end()


def test_the_search_field_is_named_and_emptied_with_escape(qtbot) -> None:
    field = SearchField("Search attendees")
    qtbot.addWidget(field)
    assert field.accessibleName() == field.placeholderText() == "Search attendees"
    QTest.keyClicks(field, "bak")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left_downwards):
        QTest.keyClick(field, Qt.Key.Key_Down)


def test_the_buttons_inside_a_search_field_have_names(qtbot) -> None:
    field = SearchField("Search attendees")
    qtbot.addWidget(field)
    names = [each.accessibleName() for each in field.findChildren(QToolButton)]
    assert sorted(names) == ["Clear search", "Search"]


def test_a_long_title_takes_a_few_lines_and_keeps_its_words(qtbot) -> None:
    heading = ClampedHeading(2)
    qtbot.addWidget(heading)
    heading.setText("Annual meeting")
    line = heading.heightForWidth(400)
    heading.setText("Annual meeting of all committees " * 20)
    assert line < heading.heightForWidth(400) <= 2 * heading.fontMetrics().lineSpacing()
    assert heading.text() == "Annual meeting of all committees " * 20
    assert heading.text().strip() in heading.toolTip()
    heading.resize(400, heading.heightForWidth(400))
    assert not heading.grab().isNull()


def test_leaving_is_never_called_nearly_like_doing() -> None:
    assert way_out("Cancel this date") == "Go back"
    assert way_out("Delete event") == "Cancel"


def test_an_icon_alone_has_a_name_and_can_be_reached(qtbot) -> None:
    button = icon_button("Refresh", "arrows-clockwise")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Refresh"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_tab_leaves_a_table(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    table, after = QTableWidget(3, 3), QPushButton("After")
    dress_table(table, "Attendees")
    layout = QVBoxLayout(window)
    layout.addWidget(table)
    layout.addWidget(after)
    window.show()
    window.activateWindow()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)
    assert table.accessibleName() == "Attendees"


def test_rows_of_a_list_filled_before_it_is_placed_do_not_overlap(qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    splitter, names = QSplitter(), QListWidget()
    dress_list(names, "Accounts")
    names.addItems(["Desk book", "sheepCRM", "KARE"])
    names.setCurrentRow(1)
    splitter.addWidget(names)
    window.setCentralWidget(splitter)
    window.show()
    rows = [names.visualItemRect(names.item(row)) for row in range(3)]
    assert all(upper.bottom() < lower.top() for upper, lower in zip(rows, rows[1:], strict=False))


def test_undo_means_the_mark_while_somebody_searches(qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    field = SearchField("Search attendees")
    window.setCentralWidget(field)
    undone: list[str] = []
    undo = QAction("Undo mark", window)
    undo.setShortcut("Ctrl+Z")
    undo.triggered.connect(lambda: undone.append(undo.text()))
    window.addAction(undo)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "bak")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["Undo mark"]
    assert field.text() == "bak"
