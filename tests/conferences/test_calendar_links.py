from datetime import date, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from conferences.calendar_links import calendar_links
from conferences.models import Conference
from tests.factories import FIRST_DAY, NOW, TODAY, make_conference

pytestmark = pytest.mark.django_db

OFFICE_HOURS = {"start_time": time(10), "end_time": time(16, 30)}


def parameters(conference):
    """What the links to Google and to Outlook say, each as {parameter: value}."""
    links = [urlsplit(address) for _name, address in calendar_links(conference, TODAY)]
    return [{key: value for key, [value] in parse_qs(link.query).items()} for link in links]


def test_they_lead_to_the_forms_of_google_and_outlook():
    links = [urlsplit(address) for _name, address in calendar_links(make_conference(), TODAY)]

    assert [link.hostname for link in links] == ["calendar.google.com", "outlook.office.com"]


def test_days_without_times_end_on_the_following_day():
    conference = make_conference(starts_on=date(2022, 3, 31), ends_on=date(2022, 4, 1))

    google, outlook = parameters(conference)

    assert google["dates"] == "20220331/20220402"
    assert (outlook["startdt"], outlook["enddt"]) == ("2022-03-31", "2022-04-02")
    assert outlook["allday"] == "true"


def test_a_begin_without_an_end_is_a_whole_day_as_in_the_entry():
    google, _outlook = parameters(make_conference(start_time=time(10)))

    assert google["dates"] == "20220322/20220323"


@pytest.mark.parametrize(
    ("first", "last", "offsets"),
    [
        (date(2022, 3, 22), date(2022, 3, 22), ("+01:00", "+01:00")),
        (date(2022, 7, 1), date(2022, 7, 1), ("+02:00", "+02:00")),
        (date(2022, 3, 26), date(2022, 3, 27), ("+01:00", "+02:00")),
        (date(2022, 10, 29), date(2022, 10, 30), ("+02:00", "+01:00")),
    ],
)
def test_times_are_those_of_berlin_across_both_changes_of_the_clock(first, last, offsets):
    conference = make_conference(starts_on=first, ends_on=last, **OFFICE_HOURS)

    google, outlook = parameters(conference)

    assert google["dates"] == f"{first:%Y%m%d}T100000/{last:%Y%m%d}T163000"
    assert google["ctz"] == "Europe/Berlin"
    assert outlook["startdt"] == f"{first}T10:00:00{offsets[0]}"
    assert outlook["enddt"] == f"{last}T16:30:00{offsets[1]}"
    assert "allday" not in outlook


def test_title_place_and_page_arrive_whole():
    conference = make_conference(
        slug="ulm", title='A & B: "100 %" + Größe?', teaser="Kurz.", venue="Haus #1", city="Ulm"
    )

    google, outlook = parameters(conference)

    assert google["text"] == outlook["subject"] == 'A & B: "100 %" + Größe?'
    assert google["location"] == outlook["location"] == "Haus #1, Ulm"
    details = "Kurz.\n\nhttps://katalog.example/konferenzen/ulm/"
    assert google["details"] == outlook["body"] == details


def test_blanks_are_no_pluses():
    addresses = [address for _name, address in calendar_links(make_conference(), TODAY)]

    assert ["+" in address for address in addresses] == [False, False]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Conference.Status.CANCELLED},
        {"status": Conference.Status.OPEN},
        {"status": Conference.Status.OPEN, "starts_on": None},
        {"starts_on": TODAY - timedelta(days=1)},
        {"publication": "withdrawn", "published_at": NOW, "withdrawn_at": NOW},
    ],
)
def test_there_are_none_for_what_has_no_date_to_come(fields):
    assert calendar_links(make_conference(**fields), TODAY) == []


def test_the_page_offers_the_file_first_then_the_other_providers(client, time_machine):
    time_machine.move_to(NOW)
    make_conference(slug="ulm", starts_on=FIRST_DAY)

    box = client.get("/konferenzen/ulm/").text.partition('id="kalender"')[2]

    places = [box.index(word) for word in ["/konferenzen/ulm.ics", "calendar.google", "outlook."]]
    assert places == sorted(places)
    assert "?programm=1" not in box


def test_a_conference_with_a_programme_offers_it_for_the_calendar(client):
    item = {"day": 1, "starts": time(10), "title": "Begrüßung"}
    make_conference(slug="ulm", programme=[item])

    assert 'href="/konferenzen/ulm.ics?programm=1"' in client.get("/konferenzen/ulm/").text


def test_the_page_of_a_past_conference_has_no_links_to_other_providers(client):
    make_conference(slug="ulm", starts_on=FIRST_DAY)

    page = client.get("/konferenzen/ulm/").text

    assert "/konferenzen/ulm.ics" in page
    assert "calendar.google" not in page
