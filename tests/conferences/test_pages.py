"""The page of one conference."""

from datetime import date, time, timedelta

import pytest
import time_machine

from conferences.models import Participation
from smartcity.content.transaction import content_change
from tests.factories import (
    FIRST_DAY,
    NOW,
    make_article,
    make_conference,
    make_document,
    make_participation,
    make_project,
)
from tests.reading import facts, heading, sections, words

pytestmark = pytest.mark.django_db

AFTERWARDS = NOW + timedelta(days=60)


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(client, conference):
    return client.get(conference.get_absolute_url())


def test_a_date_without_a_time_shows_no_time(client):
    page = page_of(client, make_conference(title="Ulm"))

    assert heading(page) == "22. März 2022 Dienstag Ulm"
    assert "Uhr" not in words(page.content.decode())


def test_a_begin_without_an_end_shows_the_begin(client):
    page = page_of(client, make_conference(title="Ulm", start_time=time(13)))

    assert heading(page) == "22. März 2022 Dienstag, ab 13:00 Uhr Ulm"


@pytest.mark.parametrize(
    ("last_day", "shown"),
    [
        (date(2022, 3, 23), "22.–23. März 2022 Dienstag, 10:00 Uhr, bis Mittwoch, 15:00 Uhr"),
        (
            date(2022, 4, 1),
            "22. März bis 1. April 2022 Dienstag, 10:00 Uhr, bis Freitag, 15:00 Uhr",
        ),
    ],
)
def test_several_days_show_when_they_begin_and_end(client, last_day, shown):
    several = make_conference(title="Ulm", ends_on=last_day, start_time=time(10), end_time=time(15))

    assert heading(page_of(client, several)) == f"{shown} Ulm"


def test_a_cancelled_conference_says_so_in_its_heading_and_its_title(client):
    page = page_of(client, make_conference(title="Ulm", status="abgesagt"))

    assert heading(page) == "22. März 2022 Dienstag Abgesagt: Ulm"
    assert words(page.content.decode()).startswith("Abgesagt: 22. März 2022, Ulm – ")


def test_a_conference_without_a_date_says_so_and_offers_no_file(client):
    page = page_of(client, make_conference(title="Ulm", status="termin-offen", starts_on=None))

    assert heading(page) == "Termin offen Ulm"
    assert "In den Kalender" not in sections(page)


def test_a_moved_conference_names_its_earlier_date(client):
    page = page_of(client, make_conference(moved_from=date(2022, 1, 14)))

    assert "Verschoben auf Dienstag, 22. März 2022" in words(page.content.decode())
    assert "Bisher geplant: 14. Januar 2022." in words(page.content.decode())


def test_a_virtual_conference_names_its_host_and_no_venue(client):
    virtual = make_conference(
        format="virtuell", host_region="Mayen-Koblenz", city="Koblenz", venue="Rhein-Halle"
    )

    page = page_of(client, virtual)

    assert facts(page) == {"Ort": "Online", "Gastgeber": "Mayen-Koblenz"}
    assert "Rhein-Halle" not in page.content.decode()


def test_an_upcoming_conference_leads_with_how_to_take_part(client):
    upcoming = make_conference(text="<p>Um Strategien.</p>", registration_deadline=FIRST_DAY)
    make_document(upcoming)

    assert sections(page_of(client, upcoming)) == [
        "Teilnehmen",
        "In den Kalender",
        "Worum es geht",
        "Unterlagen",
    ]


def test_a_past_conference_leads_with_its_documentation(client):
    past = make_conference(hosts=[make_project()], text="<p>Um Strategien.</p>")
    make_document(past)
    make_article(conferences=[past])

    with time_machine.travel(AFTERWARDS, tick=False):
        page = page_of(client, past)

    assert sections(page)[:4] == [
        "Dokumentation",
        "Beiträge zur Konferenz",
        "Wer mitwirkte",
        "Die Ankündigung",
    ]


def test_what_is_not_known_is_left_out(client):
    with time_machine.travel(AFTERWARDS - timedelta(days=30), tick=False):
        page = page_of(client, make_conference(now=NOW))

    assert sections(page) == ["In den Kalender"]


def test_hosts_come_before_those_who_contribute(client):
    conference = make_conference()
    make_participation(conference, make_project(name="Ulm"), Participation.Role.CONTRIBUTION)
    make_participation(conference, make_project(name="Wolfsburg"), Participation.Role.HOST)

    shown = words(page_of(client, conference).content.decode())

    assert "Gastgeber Wolfsburg Rheinland-Pfalz Beitrag Ulm Rheinland-Pfalz" in shown


def test_an_example_says_that_it_is_invented(client):
    page = page_of(client, make_conference(is_example=True))

    assert "Diese Konferenz ist erfunden." in words(page.content.decode())


def test_a_draft_is_not_found(client):
    draft = make_conference(publication="draft")

    assert page_of(client, draft).status_code == 404


def test_a_withdrawn_conference_is_gone_and_its_page_says_so(client):
    conference = make_conference()
    with content_change(NOW) as change, change.writing(conference):
        conference.withdraw(NOW)
        conference.save()

    page = page_of(client, conference)

    assert page.status_code == 410
    assert heading(page) == "Diese Seite wurde zurückgezogen"


def test_a_former_address_leads_to_the_current_one_for_good(client):
    conference = make_conference(slug="alt")
    with content_change(NOW) as change, change.writing(conference):
        conference.slug = "neu"
        conference.save()

    response = client.get("/konferenzen/alt/")

    assert (response.status_code, response["Location"]) == (301, "/konferenzen/neu/")
