"""Parts of an event that are fetched when asked for, under its facts."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabBar, QToolButton

from eventdesk.domain.capability import Capability
from eventdesk.domain.contact import Section
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import Unreachable
from eventdesk.domain.event import EventRef
from eventdesk.ui.runtime.message_dialog import MessageDialog
from eventdesk.ui.views.detail.part_view import SECRET_SHOWN_FOR, PartView
from tests.ui.conftest import QLoop, until
from tests.ui.detail.conftest import Desk, Opened
from tests.ui.detail.fair import ALL, GALA, Fair

SITE = DetailPart("site-7", "Site")
CODE = DetailPart("code", "Code", secret=True)
WITH_DETAILS = ALL | {Capability.DETAILS}


def png(width: int, height: int) -> bytes:
    """A picture as a file's bytes."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


SITE_TOLD = Detail(
    (Section("Address", (("Street", "<b>Quay</b> 4"), ("Town", "Hull"))),),
    (("Map", "https://maps.example/quay"), ("Old", "javascript:alert(1)")),
    problems=("The tags could not be read.",),
)
CODE_TOLD = Detail((Section("Code", (("Code", "0417"),)),))


def click(desk: Desk, name: str, kind: type[QPushButton | QToolButton] = QPushButton) -> None:
    QTest.mouseClick(desk.named(kind, name), Qt.MouseButton.LeftButton)


async def at_overview(desk: Desk) -> None:
    await desk.open("Overview")


def test_a_part_is_fetched_at_a_click_and_kept_with_its_age(
    qloop: QLoop, opened: Opened, offers, fair: Fair
) -> None:
    offers(WITH_DETAILS)
    fair.details = {SITE: SITE_TOLD}

    async def body() -> None:
        async with opened() as desk:
            await at_overview(desk)
            assert "detail site-7" not in fair.calls
            click(desk, "Show site")
            await until(lambda: "Hull" in desk.texts())
            texts = desk.texts()
            assert _below(desk, "More from Fairground", "Site", "Hull")
            assert {"<b>Quay</b> 4", "The tags could not be read."} <= set(texts)
            assert "Old: javascript:alert(1)" in texts
            assert any(text.startswith("Read ") for text in texts)
            await desk.quiet()
            click(desk, "Map…")
            question = await desk.dialog(MessageDialog)
            assert "https://maps.example/quay" in desk.texts(question)
            question.reject()
            await desk.quiet()
            fair.details = {SITE: replace(SITE_TOLD, sections=())}
            click(desk, "Read again")
            await until(lambda: "Hull" not in desk.texts())
            await desk.quiet()
            assert fair.calls.count("detail site-7") == 2

    qloop.run(body())


def test_what_was_fetched_is_there_without_the_system(
    qloop: QLoop, opened: Opened, offers, fair: Fair
) -> None:
    offers(WITH_DETAILS)
    fair.details = {SITE: SITE_TOLD}

    async def body() -> None:
        async with opened() as desk:
            await at_overview(desk)
            click(desk, "Show site")
            await until(lambda: "Hull" in desk.texts())
            await desk.quiet()
        async with opened() as desk:
            await at_overview(desk)
            fair.failure = Unreachable("Fairground does not answer.")
            click(desk, "Show site")
            await until(lambda: "Hull" in desk.texts())
            click(desk, "Read again")
            await until(lambda: "Fairground does not answer." in desk.texts())
            assert "Hull" in desk.texts()
            fair.failure = None
            click(desk, "Try again")
            await until(lambda: "Fairground does not answer." not in desk.texts())
            await desk.quiet()
            assert "Hull" in desk.texts()

    qloop.run(body())


def test_a_secret_is_shown_for_a_while_and_found_nowhere_else(
    qloop: QLoop, opened: Opened, offers, fair: Fair, tmp_path, caplog
) -> None:
    offers(WITH_DETAILS)
    fair.details = {CODE: CODE_TOLD}

    def spoken(desk: Desk) -> str:
        labels = desk.pane.findChildren(QLabel)
        return " ".join(w.accessibleName() + w.accessibleDescription() for w in labels)

    async def body() -> None:
        async with opened() as desk:
            await at_overview(desk)
            part = desk.pane.findChildren(PartView)[0]
            for leave in (part._timer.timeout.emit, lambda: _deactivate(part)):
                assert "0417" not in spoken(desk)
                click(desk, "Show code")
                await until(lambda: "0417" in desk.texts())
                assert part._timer.isActive()
                assert timedelta(milliseconds=part._timer.interval()) == timedelta(seconds=30)
                assert "0417" in spoken(desk)
                click(desk, "Copy Code", QToolButton)
                assert QGuiApplication.clipboard().text() == "0417"
                assert "0417" in desk.texts()
                leave()
                assert "0417" not in desk.texts()
                assert not part._timer.isActive()
                await desk.quiet()
            click(desk, "Show code")
            await until(lambda: "0417" in desk.texts())
            click(desk, "Hide code")
            assert "0417" not in desk.texts() + [spoken(desk)]
            click(desk, "Show code")
            await until(lambda: "0417" in desk.texts())
            await desk.open("Attendees")
            await desk.open("Overview")
            assert "0417" not in desk.texts()
        assert fair.calls.count("detail code") == 4
        assert SECRET_SHOWN_FOR == 30_000

    qloop.run(body())
    assert "0417" not in caplog.text
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"0417" not in kept


def _deactivate(part: PartView) -> None:
    QApplication.sendEvent(part.window(), QEvent(QEvent.Type.WindowDeactivate))


def test_another_event_ends_the_fetching_and_takes_the_parts_away(
    qloop: QLoop, opened: Opened, offers, fair: Fair
) -> None:
    offers(WITH_DETAILS)
    fair.details = {CODE: CODE_TOLD}
    fair.events["fete"] = replace(GALA, ref="fete", title="Village fete")

    async def body() -> None:
        async with opened() as desk:
            await at_overview(desk)
            fair.held.clear()
            click(desk, "Show code")
            await until(lambda: "detail code" in fair.calls)
            desk.hub.want_event(EventRef("Fair", "fete"))
            await until(lambda: "Village fete" in desk.texts())
            fair.held.set()
            await desk.quiet()
            assert "0417" not in desk.texts()
            desk.named(QPushButton, "Show code")

    qloop.run(body())


def test_a_picture_is_scaled_and_one_that_is_none_is_told(
    qloop: QLoop, opened: Opened, offers, fair: Fair
) -> None:
    offers(WITH_DETAILS)
    signature, torn = DetailPart("signature", "Signature"), DetailPart("torn", "Torn picture")
    fair.details = {
        signature: Detail(picture=png(2000, 1000)),
        torn: Detail(picture=png(20, 20)[:40]),
    }

    async def body() -> None:
        async with opened() as desk:
            await at_overview(desk)
            click(desk, "Show signature")
            await until(lambda: _pictures(desk))
            (picture,) = _pictures(desk)
            assert picture.accessibleName() == "Signature"
            ratio = picture.pixmap().devicePixelRatio()
            assert picture.pixmap().width() <= 360 * ratio
            await desk.quiet()
            click(desk, "Show torn picture")
            await until(lambda: "The picture cannot be shown." in desk.texts())
            await desk.quiet()

    qloop.run(body())


def _below(desk: Desk, *texts: str) -> bool:
    """Whether these texts stand one below the other."""
    labels = {label.text(): label for label in desk.pane.findChildren(QLabel)}
    top = desk.pane.rect().topLeft()
    heights = [labels[text].mapTo(desk.pane, top).y() for text in texts]
    return heights == sorted(set(heights))


def test_tab_goes_from_the_facts_to_the_parts(
    qloop: QLoop, opened: Opened, offers, fair: Fair
) -> None:
    offers(WITH_DETAILS)
    fair.details = {SITE: SITE_TOLD}

    async def body() -> None:
        async with opened() as desk:
            await at_overview(desk)
            link, show = (desk.named(QPushButton, name) for name in ("Open link…", "Show site"))
            link.setFocus()
            stops = []
            while len(stops) < 20 and show not in stops:
                QTest.keyClick(desk.pane.window().focusWidget(), Qt.Key.Key_Tab)
                stops.append(desk.pane.window().focusWidget())
            assert show in stops
            assert not any(isinstance(stop, QTabBar) for stop in stops)

    qloop.run(body())


def _pictures(desk: Desk) -> list[QLabel]:
    return [label for label in desk.pane.findChildren(QLabel) if not label.pixmap().isNull()]
