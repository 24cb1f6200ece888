"""Answers to the questions of an order: the flat, the sectioned and the simple form of each."""

from __future__ import annotations

from tests.servers.sheepcrm.book import Book
from tests.servers.sheepcrm.money import Till
from tests.servers.sheepcrm.records import Order, reference_target

#: question, answer, form type, visibility
_QUESTIONS: tuple[tuple[str, object, str, str], ...] = (
    ("Dietary needs", "No nuts; végétarien\nand halal", "textarea", "applicant"),
    ("Wheelchair access?", True, "checkbox", "applicant"),
    ("Sessions", ["Morning", "Evening"], "multi-choice", "applicant"),
    ("Staff note", "VIP, seat at the front", "text", "internal_only"),
    ("How was it?", None, "select", "feedback"),
)


def order_answers(book: Book, till: Till, order: Order) -> dict[str, object]:
    """The buyer's answers and those of the attendees of the order's tickets."""
    tickets = {till.ticket_uri(line) for line in order.lines}
    responses = [_response(order.buyer, till.buyer_name(order), "buyer", book, 0)]
    for number, row in enumerate(book.attendees, 1):
        if reference_target(row.ticket_ref) in tickets:
            uri = reference_target(row.person_ref) or reference_target(row.guest_ref)
            responses.append(_response(uri, row.attendee_name, "attendee", book, number))
    return {
        "booking_uri": book.event.uri,
        "booking_display_value": book.event.title,
        "buyer_uri": order.buyer,
        "responses": responses,
    }


def _response(
    uri: str | None, name: object, role: str, book: Book, number: int
) -> dict[str, object]:
    bucket = book.event.bucket
    return {
        "contact_display_value": name if isinstance(name, str) else None,
        "contact_uri": uri,
        "role": role,
        "uri": f"/{bucket}/form_response/6901{book.event.number:010x}{number:010x}/",
        "response": {
            "flat": {question: answer for question, answer, *_ in _QUESTIONS},
            "sections": [_section(bucket)],
            "simple": [
                {
                    "question": question,
                    "answer": answer,
                    "form_type": form_type,
                    "marks_available": 0,
                    "required": False,
                    "uri": f"/{bucket}/question/{place}/",
                }
                for place, (question, answer, form_type, _) in enumerate(_QUESTIONS)
            ],
        },
    }


def _section(bucket: str) -> dict[str, object]:
    return {
        "feedback_on": False,
        "internal_comments_on": True,
        "intro": "",
        "marks": 0,
        "questions": [
            {
                "answer": answer,
                "core_field": False,
                "core_field_update_policy": "overwrite",
                "disabled": False,
                "field": question.lower(),
                "formType": form_type,
                "form_type": form_type,
                "label": question,
                "max_word_limit": None,
                "options": ["Morning", "Afternoon", "Evening"],
                "question_uri": f"/{bucket}/question/{number}/",
                "required": False,
                "visibility": visibility,
            }
            for number, (question, answer, form_type, visibility) in enumerate(_QUESTIONS)
        ],
        "ref": "main",
        "scoring": False,
        "section_uri": f"/{bucket}/section/1/",
        "subtitle": "",
        "title": "About you",
    }
