"""What a conference's page says to search engines: what is known, and nothing besides."""

from datetime import date, time

import pytest
import time_machine

from tests.factories import NOW, make_conference, make_series
from tests.reading import structured

pytestmark = pytest.mark.django_db

ADDRESS = "https://katalog.example/konferenzen/ulm/"


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


def event(client, **fields):
    make_conference(**{"title": "Daten", "slug": "ulm"} | fields)
    return structured(client.get("/konferenzen/ulm/"))


def dates(event):
    return {name: value for name, value in event.items() if name.endswith("Date")}


def test_what_is_not_known_stays_absent(client):
    assert event(client) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Daten",
        "url": ADDRESS,
        "startDate": "2022-03-22",
        "endDate": "2022-03-22",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": {
            "@type": "Organization",
            "name": "Koordinierungs- und Transferstelle Modellprojekte Smart Cities",
            "url": "https://katalog.example/",
        },
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"start_time": time(10), "end_time": time(16, 30)},
            {"startDate": "2022-03-22T10:00:00+01:00", "endDate": "2022-03-22T16:30:00+01:00"},
        ),
        ({"start_time": time(10)}, {"startDate": "2022-03-22T10:00:00+01:00"}),
        (
            {"ends_on": date(2022, 3, 28), "start_time": time(10), "end_time": time(16)},
            {"startDate": "2022-03-22T10:00:00+01:00", "endDate": "2022-03-28T16:00:00+02:00"},
        ),
        (
            {"ends_on": date(2022, 3, 23), "start_time": time(10)},
            {"startDate": "2022-03-22T10:00:00+01:00", "endDate": "2022-03-23"},
        ),
        (
            {"moved_from": date(2022, 1, 14)},
            {"startDate": "2022-03-22", "endDate": "2022-03-22", "previousStartDate": "2022-01-14"},
        ),
        (
            {"status": "termin-offen", "moved_from": date(2022, 1, 14)},
            {"startDate": "2022-03-22", "endDate": "2022-03-22"},
        ),
    ],
)
def test_dates_are_as_exact_as_they_are_known(client, fields, expected):
    assert dates(event(client, **fields)) == expected


def test_a_date_that_is_open_again_was_postponed(client):
    postponed = event(client, status="termin-offen")["eventStatus"]

    assert postponed == "https://schema.org/EventPostponed"


def test_without_a_day_there_is_no_event(client):
    make_conference(slug="ulm", status="termin-offen", starts_on=None)

    assert '"@type": "Event"' not in client.get("/konferenzen/ulm/").text


def test_a_hybrid_conference_has_both_places(client):
    ulm = event(
        client,
        format="hybrid",
        venue="Stadthaus",
        street="Münsterplatz 50",
        postal_code="89073",
        city="Ulm",
        land="BW",
        latitude="48.39841",
        longitude="9.99155",
    )

    assert ulm["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert ulm["location"] == [
        {
            "@type": "Place",
            "name": "Stadthaus",
            "geo": {"@type": "GeoCoordinates", "latitude": 48.39841, "longitude": 9.99155},
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Münsterplatz 50",
                "postalCode": "89073",
                "addressLocality": "Ulm",
                "addressRegion": "Baden-Württemberg",
                "addressCountry": "DE",
            },
        },
        {"@type": "VirtualLocation", "url": ADDRESS},
    ]


def test_a_virtual_conference_takes_place_at_its_page(client):
    online = event(client, format="virtuell", city="Ulm", venue="Stadthaus")

    assert online["location"] == {"@type": "VirtualLocation", "url": ADDRESS}


def test_a_conference_that_went_online_says_so_beside_its_new_day(client):
    ulm = make_conference(slug="ulm", format="vor-ort", starts_on=date(2022, 3, 22))

    ulm.go_online(now=NOW, reason="")
    online = structured(client.get("/konferenzen/ulm/"))
    ulm.move(starts_on=date(2022, 4, 5), now=NOW, reason="")
    moved = structured(client.get("/konferenzen/ulm/"))

    assert online["eventStatus"] == "https://schema.org/EventMovedOnline"
    assert moved["eventStatus"] == [
        "https://schema.org/EventRescheduled",
        "https://schema.org/EventMovedOnline",
    ]


def test_offices_and_series_are_named(client):
    series = make_series(name="Regionalkonferenzen", slug="regionalkonferenzen")

    ulm = event(client, organiser="KTS", host="Stadt Ulm", series=series, teaser="Um Daten.")

    assert ulm["organizer"] == {"@type": "Organization", "name": "KTS"}
    assert ulm["description"] == "Um Daten."
    assert ulm["superEvent"] == {
        "@type": "EventSeries",
        "name": "Regionalkonferenzen",
        "url": "https://katalog.example/reihen/regionalkonferenzen/",
    }


def test_the_programme_is_told_without_its_breaks(client):
    programme = [
        {"starts": time(9), "ends": time(10), "title": "Rundgang"},
        {"starts": time(10), "title": "Kaffee", "kind": "pause"},
        {"day": 2, "starts": time(9), "title": "Werkstatt"},
    ]

    ulm = event(client, ends_on=date(2022, 3, 23), city="Ulm", programme=programme)

    shared = {name: ulm[name] for name in ["eventStatus", "eventAttendanceMode", "location"]}
    assert ulm["subEvent"] == [
        {
            "@type": "Event",
            "name": "Rundgang",
            "startDate": "2022-03-22T09:00:00+01:00",
            "endDate": "2022-03-22T10:00:00+01:00",
            **shared,
        },
        {
            "@type": "Event",
            "name": "Werkstatt",
            "startDate": "2022-03-23T09:00:00+01:00",
            **shared,
        },
    ]


def test_no_title_ends_the_script_it_stands_in(client):
    title = "</script><script>alert('&lt;')//<!--"

    assert event(client, title=title)["name"] == title


@pytest.mark.parametrize(
    ("fields", "status", "mode"),
    [
        ({"status": "abgesagt"}, "EventCancelled", "OfflineEventAttendanceMode"),
        ({"moved_from": date(2022, 1, 14)}, "EventRescheduled", "OfflineEventAttendanceMode"),
        ({"format": "hybrid"}, "EventScheduled", "MixedEventAttendanceMode"),
        ({"format": "virtuell"}, "EventScheduled", "OnlineEventAttendanceMode"),
    ],
)
def test_an_item_of_the_programme_has_the_state_and_mode_of_its_conference(
    client, fields, status, mode
):
    item = {"starts": time(10), "title": "Vortrag"}

    (told,) = event(client, programme=[item], **fields)["subEvent"]

    assert told["eventStatus"] == f"https://schema.org/{status}"
    assert told["eventAttendanceMode"] == f"https://schema.org/{mode}"
