"""A feed: what it holds and what it is called."""

import icalendar
import pytest

from conferences.models import Conference
from tests.calendars import events_in
from tests.factories import make_conference, make_theme

pytestmark = pytest.mark.django_db


def test_the_feed_holds_upcoming_and_past_ones_in_their_order(client):
    make_conference(title="Später", starts_on="2099-01-01")
    make_conference(title="Früher", starts_on="2022-03-22")
    make_conference(title="Entwurf", publication="draft")

    assert list(events_in(client.get("/konferenzen.ics"))) == ["Früher", "Später"]


def test_a_feed_tells_its_filter_in_its_name(client):
    make_theme(name="Mobilität", slug="mobilitaet")

    response = client.get("/konferenzen.ics?thema=mobilitaet&land=NW")

    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["name"] == "Konferenzen: Mobilität · Nordrhein-Westfalen"
    assert calendar["x-wr-calname"] == calendar["name"]


def test_a_name_holds_nothing_that_readers_would_unescape_differently(client):
    make_theme(name="Klima, Natur; Wasser", slug="klima")

    response = client.get("/konferenzen.ics?thema=klima&q=a%5Cb")

    lines = response.content.decode().splitlines()
    assert "NAME:Konferenzen: Suchwort a / b · Klima / Natur / Wasser" in lines
    assert "X-WR-CALNAME:Konferenzen: Suchwort a / b · Klima / Natur / Wasser" in lines


def test_a_feed_of_which_nothing_is_understood_says_so_in_its_name(client):
    calendar = icalendar.Calendar.from_ical(client.get("/konferenzen.ics?thema=weg").content)

    assert calendar["name"] == "Konferenzen: unbekannte Auswahl"


@pytest.mark.parametrize(
    "query",
    [
        "thema=nie",
        "land=XX",
        "land=nrw",
        "von=2022-02-30",
        "thema=%00",
        "format=%ff",
        "q=%00",
        "von=2022-05-01&bis=2022-04-01",
        "q=" + "a" * 10_000,
        "projekt=" + "a" * 300,
        "jahr=0",
    ],
)
def test_a_value_that_means_nothing_never_widens_a_feed(client, query):
    make_conference()

    response = client.get(f"/konferenzen.ics?{query}")

    assert response.status_code == 200
    assert events_in(response) == {}


def test_an_unknown_value_beside_a_known_one_changes_nothing(client):
    make_conference(title="Ulm", themes=[make_theme(slug="energie")])
    make_conference()

    assert list(events_in(client.get("/konferenzen.ics?thema=energie&thema=nie"))) == ["Ulm"]


def test_an_empty_value_is_ignored(client):
    make_conference(title="Ulm")

    assert list(events_in(client.get("/konferenzen.ics?thema=&q=&von="))) == ["Ulm"]


def test_an_empty_feed_is_a_calendar_with_name_and_timezone(client):
    calendar = icalendar.Calendar.from_ical(client.get("/konferenzen.ics").content)

    assert calendar["name"] == "Konferenzen"
    assert [zone["tzid"] for zone in calendar.timezones] == ["Europe/Berlin"]


def test_a_feed_tells_its_source_from_the_settings_not_from_the_host(client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    response = client.get("/konferenzen.ics", HTTP_HOST="other.example")

    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["source"] == "https://katalog.example/konferenzen.ics"
    assert calendar["url"] == "https://katalog.example/konferenzen/"


def test_an_entry_that_is_not_stored_is_built_on_the_way(client):
    make_conference(title="Ulm")
    Conference.objects.update(entry=None)

    assert list(events_in(client.get("/konferenzen.ics"))) == ["Ulm"]
    assert Conference.objects.get().entry is None


def test_entries_of_another_format_are_built_anew_on_the_way(client, settings):
    make_conference(slug="ulm")
    settings.SITE_URL = "https://neu.example"

    for path in ("/konferenzen/ulm.ics", "/konferenzen.ics"):
        said = client.get(path).content
        assert b"URL:https://neu.example/konferenzen/ulm/" in said
        assert b"katalog.example/" not in said
