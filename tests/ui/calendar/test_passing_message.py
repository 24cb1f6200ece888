"""News about what was done goes from the calendar by itself, unless somebody is about to use it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eventdesk.ui.theme import Tone
from eventdesk.ui.views.calendar.news import News


def test_news_goes_by_itself_but_not_from_under_the_keyboard(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(600, 400)
    news = News(pane)
    pane.show()
    closed: list[bool] = []
    news.done.closed.connect(lambda: closed.append(True))
    rest = news.done.findChildren(QTimer)[0]

    news.done.say("Moved to Thu 19 Nov, 16:00.", Tone.CONFIRMED, action="Undo", act=list)
    assert news.isVisible()
    assert rest.isActive()
    news.done.action_button.setFocus()
    rest.timeout.emit()
    assert news.isVisible() == news.done.action_button.hasFocus()  # somebody may press it
    news.done.action_button.clearFocus()
    rest.timeout.emit()
    assert not news.isVisible()
    assert not rest.isActive()

    news.done.say("This account is not allowed to write.", Tone.REFUSED)
    assert news.isVisible()
    rest.timeout.emit()
    assert not news.isVisible()
    assert not closed
