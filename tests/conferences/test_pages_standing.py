"""The one word for the state of a conference, the most urgent one first."""

from datetime import date, time, timedelta

import pytest

from conferences.models import Conference
from conferences.templatetags.conferences import standing_of
from tests.factories import NOW, TODAY

MORNING = time(8)  # NOW is noon in Berlin.
AFTERNOON = time(15)
EARLIER = date(2022, 1, 14)


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ("", {}),
        ("cancelled", {"status": "abgesagt", "moved_from": EARLIER}),
        ("cancelled", {"status": "abgesagt", "starts_on": EARLIER}),
        ("open", {"status": "termin-offen", "starts_on": None}),
        ("open", {"status": "termin-offen", "starts_on": EARLIER, "moved_from": EARLIER}),
        ("past", {"starts_on": TODAY - timedelta(days=1), "registration_deadline": TODAY}),
        ("running", {"starts_on": TODAY, "start_time": MORNING, "end_time": AFTERNOON}),
        ("running", {"starts_on": TODAY, "moved_from": EARLIER}),
        ("today", {"starts_on": TODAY, "start_time": AFTERNOON}),
        ("moved", {"moved_from": EARLIER, "registration_deadline": TODAY}),
        ("registration", {"registration_deadline": TODAY}),
        ("", {"registration_deadline": TODAY - timedelta(days=1)}),
    ],
)
def test_the_most_urgent_word_wins(word, fields):
    conference = Conference(**{"starts_on": date(2022, 3, 22)} | fields)
    conference.ends_on = conference.starts_on

    assert standing_of(conference, NOW, TODAY) == word
