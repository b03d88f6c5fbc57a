"""The programme in the calendar: the file of a conference at `?programm=1`."""

from datetime import time, timedelta

import icalendar
import pytest
import time_machine

from conferences.models import Conference
from smartcity.content.transaction import content_change
from tests.factories import NOW, make_conference, withdraw

pytestmark = pytest.mark.django_db

ADDRESS = "/konferenzen/ulm.ics?programm=1"
TOMORROW = NOW + timedelta(days=1)
ITEMS = [
    {"starts": time(10), "ends": time(11), "title": "Begrüßung", "text": "Im Saal."},
    {"starts": time(11), "ends": time(12), "title": "Rundgang", "track": "Foyer"},
]


@pytest.fixture(autouse=True)
def _tomorrow():
    with time_machine.travel(TOMORROW, tick=False):
        yield


@pytest.fixture
def ulm():
    return make_conference(slug="ulm", title="Daten", programme=ITEMS)


def events(client):
    """The conference first, then its programme."""
    return icalendar.Calendar.from_ical(client.get(ADDRESS).content).events


def edited(item, **fields):
    with content_change(TOMORROW) as change, change.writing(item.conference):
        for name, value in fields.items():
            setattr(item, name, value)
        item.save()


@pytest.mark.usefixtures("ulm")
def test_it_is_stored_and_costs_one_read(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        # The one more asks for the format of what is stored.
        found = events(client)

    assert [str(event["summary"]) for event in found] == ["Daten", "Begrüßung", "Rundgang"]


@pytest.mark.usefixtures("ulm")
def test_where_nothing_is_stored_it_is_built(client):
    stored = client.get(ADDRESS).content
    Conference.objects.update(entry=None, programme_entries=None)

    assert client.get(ADDRESS).content == stored


@pytest.mark.parametrize(
    "changed", [{"starts": time(10, 30)}, {"ends": time(10, 45)}, {"track": "Foyer"}]
)
def test_an_item_at_another_time_or_place_is_a_new_revision_of_it_alone(client, ulm, changed):
    before = [event["sequence"] for event in events(client)]

    edited(ulm.programme.first(), **changed)

    after = [event["sequence"] for event in events(client)]
    assert after == [before[0], before[1] + 1, before[2]]


def test_other_words_are_no_new_revision(client, ulm):
    edited(ulm.programme.first(), title="Willkommen")

    assert [(str(it["summary"]), it["sequence"]) for it in events(client)] == [
        ("Daten", 0),
        ("Willkommen", 0),
        ("Rundgang", 0),
    ]


def test_what_happens_to_the_conference_is_a_new_revision_of_each(client, ulm):
    edited(ulm.programme.first(), starts=time(10, 30))

    ulm.cancel(now=TOMORROW, reason="Sturm.")

    found = events(client)
    assert [event["sequence"] for event in found] == [1, 2, 1]
    assert {str(event["status"]) for event in found} == {"CANCELLED"}


def test_withdrawn_with_its_conference_each_stays_as_cancelled_without_its_words(client, ulm):
    before = events(client)

    withdraw(ulm, now=TOMORROW)

    after = events(client)
    assert [event["uid"] for event in after] == [event["uid"] for event in before]
    assert [event["dtstart"].dt for event in after] == [event["dtstart"].dt for event in before]
    assert {str(event["summary"]) for event in after} == {"Abgesagt"}
    assert {str(event["status"]) for event in after} == {"CANCELLED"}
    assert [event.keys() & {"DESCRIPTION", "LOCATION", "URL"} for event in after] == [set()] * 3
