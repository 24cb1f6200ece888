"""Badges on paper: sizes in millimetres, names whole, QR codes that a scanner reads."""

import re
from dataclasses import replace
from functools import partial

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from eventdesk.domain.badge import LABEL_SIZES, SAMPLE, Badge, BadgeRules, BadgeTemplate
from eventdesk.ui.runtime.printing import Page, pdf_of
from eventdesk.ui.views.door.badge_painter import paint_badge, paint_test_page, ruler_length
from eventdesk.ui.views.door.fitting import fit

SCALE = 300 / 25.4  # pixels in a millimetre of the usual label printer
LONG = "Wolfgang-Amadeus Hubertus von und zu Schleswig-Holstein-Sonderburg-Augustenburg"


def rules(key: str, template: BadgeTemplate = BadgeTemplate.CODE) -> BadgeRules:
    return BadgeRules(template, key, turned=LABEL_SIZES[key].turned)


def picture(badge: Badge | None, how: BadgeRules, *, around: int = 0) -> QImage:
    """The label as pixels, with so much space `around` it; the test page without a badge."""
    label = how.label
    width, height = round(label.width * SCALE), round(label.height * SCALE)
    size = (width + 2 * around, height + 2 * around)
    image = QImage(*size, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.translate(around, around)
    if badge is None:
        paint_test_page(painter, how, scale=SCALE)
    else:
        paint_badge(painter, badge, how, scale=SCALE)
    painter.end()
    return image


def rows(image: QImage) -> list[bytes]:
    data, stride = bytes(image.constBits()), image.bytesPerLine()
    return [data[y * stride : y * stride + image.width()] for y in range(image.height())]


def read(image: QImage) -> list[str]:
    pixels = memoryview(b"".join(rows(image))).cast("B", (image.height(), image.width()))
    return [found.text for found in zxingcpp.read_barcodes(pixels)]


def ink(image: QImage) -> tuple[int, int, int, int]:
    """First and last column, first and last row that are not white."""
    lines = rows(image)
    used = [y for y, line in enumerate(lines) if min(line) < 255]
    columns = [x for x in range(image.width()) if any(lines[y][x] < 255 for y in used)]
    return columns[0], columns[-1], used[0], used[-1]


@pytest.mark.parametrize("key", LABEL_SIZES)
def test_the_code_on_every_label_is_read(qapp: QApplication, key: str) -> None:
    for template in (BadgeTemplate.CODE, BadgeTemplate.TICKET):
        assert read(picture(SAMPLE, rules(key, template))) == [SAMPLE.code]


@pytest.mark.parametrize("code", ["https://tickets.example.org/t/4411?x=ü", "9" * 40, "a" * 5000])
def test_codes_of_any_length_leave_the_name_readable(qapp: QApplication, code: str) -> None:
    image = picture(replace(SAMPLE, code=code), rules("dymo-99014"))

    # One that no QR code can hold is left out, and the badge is printed without.
    assert read(image) == ([code] if len(code) < 3000 else [])
    assert ink(image)


@pytest.mark.parametrize("template", BadgeTemplate)
@pytest.mark.parametrize("key", LABEL_SIZES)
def test_nothing_is_printed_into_the_white_edge(
    qapp: QApplication, key: str, template: BadgeTemplate
) -> None:
    badge = Badge(LONG, LONG, LONG, "4411-0926", LONG)
    image = picture(badge, rules(key, template), around=100)

    left, right, top, bottom = ink(image)
    edge = 100 + 2.5 * SCALE
    assert left >= edge
    assert top >= edge
    assert right <= image.width() - edge
    assert bottom <= image.height() - edge


words = st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=40)


@given(st.lists(words, min_size=1, max_size=30).map(" ".join), st.integers(1, 3))
def test_a_name_is_never_cut(qapp: QApplication, name: str, lines: int) -> None:
    box = QRectF(0, 0, 5000, 2300)

    laid = fit(name, box, largest=1800, lines=lines)

    assert "".join("".join(laid.lines).split()) == "".join(name.split())
    assert len(laid.lines) <= lines
    assert laid.line_height * len(laid.lines) <= box.height() + 1
    assert 0 < laid.size <= 1800


def test_a_short_name_is_large_and_a_long_one_takes_more_lines(qapp: QApplication) -> None:
    box = QRectF(0, 0, 9500, 4800)

    assert fit("Ng", box, largest=1800, lines=3).size == 1800
    assert len(fit(LONG, box, largest=1800, lines=3).lines) == 3


@pytest.mark.parametrize("key", LABEL_SIZES)
def test_the_pdf_has_the_size_of_the_label(qapp: QApplication, key: str) -> None:
    label = LABEL_SIZES[key]
    paint = partial(paint_badge, badge=SAMPLE, rules=rules(key))

    content = pdf_of(
        Page("Anna", label.width, label.height, lambda painter, scale: paint(painter, scale=scale))
    )

    box = re.search(rb"/MediaBox \[([^\]]*)\]", content)
    assert box is not None
    _, _, width, height = (float(number) * 25.4 / 72 for number in box[1].split())
    assert abs(width - label.width) < 0.3  # PDF files of Qt have whole points: 0.35 mm
    assert abs(height - label.height) < 0.3
    assert content.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("key", LABEL_SIZES)
def test_the_ruler_of_the_test_page_is_as_long_as_it_says(qapp: QApplication, key: str) -> None:
    how = rules(key)
    image = picture(None, how)
    lines = rows(image)
    if how.label.height > how.label.width:  # the ruler runs along the longer side
        lines = [bytes(column) for column in zip(*lines, strict=True)]

    # The ruler is the longest stretch of ink within the frame that is not the frame itself.
    edge = round(5 * SCALE)
    longest = max(_runs(line) for line in lines[edge:-edge])

    assert abs(longest / SCALE - ruler_length(how)) < 0.4
    assert ruler_length(how) >= min(100, max(how.label.width, how.label.height) // 10 * 10 - 20)


def _runs(line: bytes) -> int:
    return max(map(len, re.findall(rb"[\x00-\x7f]+", line)), default=0)
