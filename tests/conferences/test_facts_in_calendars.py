"""The real conferences, as two independent programs read them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from conferences.laender import Land
from conferences.models import Conference, ModelProject, Series, Theme
from tests import prepared
from tests.calendars import calendar_in, events_by_icalendar, events_by_icaljs, moment
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _facts():
    prepared.facts_at(NOW)
    with time_machine.travel(NOW, tick=False):
        yield


def expected(conferences):
    """What the facts say of each."""
    return {
        f"{conference.uid}@mpsc-katalog.invalid": {
            "uid": f"{conference.uid}@mpsc-katalog.invalid",
            "sequence": 0,
            "status": "CONFIRMED",
            "summary": conference.title,
            **period_of(conference),
        }
        for conference in conferences
    }


def period_of(conference):
    first, last = conference.starts_on, conference.ends_on
    if conference.end_time is None:
        return {"start": first.isoformat(), "end": (last + timedelta(days=1)).isoformat()}
    return {
        "start": moment(datetime.combine(first, conference.start_time, BERLIN)),
        "end": moment(datetime.combine(last, conference.end_time, BERLIN)),
    }


def by_uid(events):
    return {event["uid"]: event for event in events}


@pytest.mark.parametrize("read", [events_by_icalendar, events_by_icaljs])
def test_the_feed_says_what_the_facts_say(client, read):
    events = read(client.get("/konferenzen.ics").content)

    assert by_uid(events) == expected(Conference.objects.all())
    assert {"T" in event["start"] for event in events} == {True, False}
    assert (len(events), events[0]["start"]) == (27, "2022-03-22")


@pytest.mark.parametrize("read", [events_by_icalendar, events_by_icaljs])
def test_each_file_says_what_the_feed_says(client, read):
    conferences = Conference.objects.all()

    files = [read(client.get(it.get_calendar_url()).content) for it in conferences]

    assert by_uid(event for events in files for event in events) == expected(conferences)


def filters():
    """(parameter and value, the conferences meant)"""
    everything = Conference.objects.all()
    for theme in Theme.objects.all():
        yield f"thema={theme.slug}", everything.for_theme(theme)
    for series in Series.objects.all():
        yield f"reihe={series.slug}", everything.in_series(series)
    for project in ModelProject.objects.all():
        yield f"projekt={project.slug}", everything.with_project(project)
    for code in Land.values:
        yield f"land={code}", everything.in_laender([code])
    for form in Conference.Format.values:
        yield f"format={form}", everything.filter(format=form)


def test_each_filter_is_a_feed_of_what_it_promises(client):
    found = {query: read_feed(client, query) for query, _meant in filters()}

    assert found == {query: expected(meant) for query, meant in filters()}
    assert len([query for query, events in found.items() if events]) > 30


def read_feed(client, query):
    content = client.get(f"/konferenzen.ics?{query}").content
    assert calendar_in(content)["name"].startswith("Konferenzen: ")
    return by_uid(events_by_icalendar(content))
