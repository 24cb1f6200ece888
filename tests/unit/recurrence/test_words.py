"""Rules as people say them."""

import pytest

from eventdesk.recurrence.words import rule_in_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("RRULE:FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY;WKST=SU", "every week"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "every week on Monday and Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=MONTHLY;INTERVAL=1", "every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,22,13", "every month on the 1st, the 13th and the 22nd"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=5", "every month on the last Friday, 5 times"),
        (
            "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1,3",
            "every month on the first Thursday and the third Thursday",
        ),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last weekday"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", "every year on 1 December"),
        (
            "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1SU",
            "every year in March and September on the first Sunday",
        ),
        ("FREQ=YEARLY;UNTIL=20301224T230000Z", "every year, until 24 December 2030"),
        ("FREQ=WEEKLY;COUNT=1", "every week, once"),
    ],
)
def test_a_rule_in_words(rule: str, words: str) -> None:
    assert rule_in_words(rule) == words


@pytest.mark.parametrize(
    "rule",
    [
        *("", "nonsense", "FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=9", "FREQ=YEARLY;BYWEEKNO=20"),
        *(
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
            "FREQ=MONTHLY;BYMONTHDAY=-9",
            "FREQ=YEARLY;BYDAY=MO",
        ),
        *("FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1"),
    ],
)
def test_where_words_fail_there_are_none(rule: str) -> None:
    assert rule_in_words(rule) == ""
