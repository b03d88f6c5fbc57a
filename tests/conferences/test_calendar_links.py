from datetime import date, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from conferences.feeds.calendar_links import LONGEST, calendar_links
from conferences.models import Conference
from tests.factories import FIRST_DAY, NOW, TODAY, make_conference

pytestmark = pytest.mark.django_db

OFFICE_HOURS = {"start_time": time(10), "end_time": time(16, 30)}


def parameters(conference):
    """What the links to Google and to Outlook say, each as {parameter: value}."""
    links = [urlsplit(address) for _name, address in calendar_links(conference, TODAY)]
    return [{key: value for key, [value] in parse_qs(link.query).items()} for link in links]


def test_they_lead_to_the_forms_of_google_and_of_outlook_for_offices_and_persons():
    links = [urlsplit(address) for _name, address in calendar_links(make_conference(), TODAY)]

    assert [(link.hostname, link.path) for link in links] == [
        ("calendar.google.com", "/calendar/render"),
        ("outlook.office.com", "/calendar/deeplink/compose"),
        ("outlook.live.com", "/calendar/0/deeplink/compose"),
    ]


def test_both_kinds_of_outlook_are_told_the_same():
    _google, office, person = parameters(make_conference(teaser="Kurz.", **OFFICE_HOURS))

    assert office == person


def test_days_without_times_end_on_the_following_day():
    conference = make_conference(starts_on=date(2022, 3, 31), ends_on=date(2022, 4, 1))

    google, outlook, _person = parameters(conference)

    assert google["dates"] == "20220331/20220402"
    assert (outlook["startdt"], outlook["enddt"]) == ("2022-03-31", "2022-04-02")
    assert outlook["allday"] == "true"


def test_a_begin_without_an_end_is_a_whole_day_as_in_the_entry():
    google, outlook, _person = parameters(make_conference(start_time=time(10)))

    assert google["dates"] == "20220322/20220323"
    assert (outlook["startdt"], outlook["enddt"]) == ("2022-03-22", "2022-03-23")


@pytest.mark.parametrize("fields", [{}, {"start_time": time(10)}, {"ends_on": date(2022, 3, 25)}])
def test_whole_days_have_no_time_zone(fields):
    google, *_outlook = parameters(make_conference(**fields))

    assert "ctz" not in google


@pytest.mark.parametrize("fields", [{}, {"venue": "Ä" * 150, "street": "Ö" * 100, "city": "Ü"}])
def test_an_address_that_would_be_too_long_leaves_the_teaser_out(fields):
    conference = make_conference(title="Ü" * 10, slug="ulm", teaser="Ä" * 300, **fields)

    for link in parameters(conference):
        assert link.get("details", link.get("body")) == "https://katalog.example/konferenzen/ulm/"


def test_an_address_stays_short_enough_for_a_login_on_its_way():
    conference = make_conference(title="A" * 200, teaser="B" * 300, venue="C" * 150)

    lengths = [len(address) for _name, address in calendar_links(conference, TODAY)]
    assert len(lengths) == 3
    assert max(lengths) <= LONGEST


def test_there_are_none_where_title_and_place_alone_are_too_long():
    conference = make_conference(title="Ä" * 200, venue="Ö" * 150, street="Ü" * 100, city="Ulm")

    assert calendar_links(conference, TODAY) == []


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

    google, outlook, _person = parameters(conference)

    assert google["dates"] == f"{first:%Y%m%d}T100000/{last:%Y%m%d}T163000"
    assert google["ctz"] == "Europe/Berlin"
    assert outlook["startdt"] == f"{first}T10:00:00{offsets[0]}"
    assert outlook["enddt"] == f"{last}T16:30:00{offsets[1]}"
    assert "allday" not in outlook


def test_title_place_and_page_arrive_whole():
    conference = make_conference(
        slug="ulm", title='A & B: "100 %" + Größe?', teaser="Kurz.", venue="Haus #1", city="Ulm"
    )

    google, outlook, _person = parameters(conference)

    assert google["text"] == outlook["subject"] == 'A & B: "100 %" + Größe?'
    assert google["location"] == outlook["location"] == "Haus #1, Ulm"
    details = "Kurz.\n\nhttps://katalog.example/konferenzen/ulm/"
    assert google["details"] == outlook["body"] == details


def test_blanks_are_no_pluses():
    addresses = [address for _name, address in calendar_links(make_conference(), TODAY)]

    assert any("+" in address for address in addresses) is False


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

    offered = ["/konferenzen/ulm.ics", "calendar.google", "outlook.office", "outlook.live"]
    places = [box.index(word) for word in offered]
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


@pytest.mark.parametrize("first_day", [FIRST_DAY, date(2021, 3, 22)])
def test_a_page_with_an_open_date_offers_the_file_and_the_subscription(
    client, time_machine, first_day
):
    time_machine.move_to(NOW)
    make_conference(slug="ulm", status="termin-offen", starts_on=first_day)

    box = client.get("/konferenzen/ulm/").text.partition('id="kalender"')[2]

    assert "Die Datei nennt den bisherigen Termin und kennzeichnet ihn als offen." in box
    assert 'href="/konferenzen/ulm.ics"' in box
    assert 'href="/konferenzen/abonnieren/"' in box
    assert "calendar.google" not in box


@pytest.mark.parametrize("status", ["termin-offen", "abgesagt"])
def test_a_page_without_a_date_offers_the_subscription_alone(client, time_machine, status):
    time_machine.move_to(NOW)
    make_conference(slug="ulm", status=status, starts_on=None)

    box = (
        client.get("/konferenzen/ulm/").text.partition('id="kalender"')[2].partition("</aside>")[0]
    )

    assert 'href="/konferenzen/abonnieren/"' in box
    assert ".ics" not in box
    assert ("Sobald der Termin feststeht" in box) == (status == "termin-offen")
