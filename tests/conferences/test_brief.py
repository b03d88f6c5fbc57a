"""The brief of a conference: what stands on it in each state, as a page and as text."""

import re
from datetime import date, time
from html import unescape

import pytest
import segno
import time_machine

from conferences.brief import Brief
from conferences.models import Conference
from tests.edits import edited
from tests.factories import NOW, make_conference, make_theme

pytestmark = pytest.mark.django_db
ITEM = {"title": "Begrüßung", "starts": time(9, 30)}
STATUS, FORMAT = Conference.Status, Conference.Format


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def brief_of(client, conference):
    return client.get(conference.get_brief_url()).context["brief"]


def rows_of(client, conference):
    """Return {label: (value, addition)}."""
    return {label: (value, more) for label, value, more in brief_of(client, conference).rows}


def test_it_says_when_where_and_what_it_costs(client):
    conference = make_conference(
        starts_on=date(2022, 6, 21),
        ends_on=date(2022, 6, 21),
        start_time=time(9, 30),
        end_time=time(16),
        format=Conference.Format.HYBRID,
        city="Jena",
        land="TH",
        venue="Saal",
        street="Platz 1",
        cost="kostenfrei",
        registration_deadline=date(2022, 6, 15),
    )

    rows = rows_of(client, conference)

    assert rows["Termin"] == ("Dienstag, 21. Juni 2022", "9:30 bis 16:00 Uhr")
    assert rows["Ort"] == ("Jena oder online", "Saal, Platz 1")
    assert rows["Kosten"] == (
        "kostenfrei",
        "Die Kosten der Anreise kommen dazu; online ohne Anreise.",
    )
    assert rows["Anmeldung bis"] == ("Mittwoch, 15. Juni 2022", "")


@pytest.mark.parametrize(
    ("fields", "label", "value"),
    [
        ({"status": STATUS.CANCELLED}, "Stand der Konferenz", "Diese Konferenz ist abgesagt."),
        ({"status": STATUS.OPEN}, "Termin", "Termin offen"),
        ({"format": FORMAT.VIRTUAL, "city": "", "land": ""}, "Ort", "Online"),
        ({"city": "", "land": "", "format": FORMAT.ON_SITE}, "Ort", "Vor Ort"),
    ],
)
def test_each_state_has_its_words(client, fields, label, value):
    assert rows_of(client, make_conference(**fields))[label][0] == value


def test_one_that_is_over_says_so(client):
    conference = make_conference(starts_on=date(2022, 1, 4), ends_on=date(2022, 1, 4))

    assert "vorbei" in rows_of(client, conference)["Stand der Konferenz"][0]


def test_the_text_tells_what_the_page_tells(client):
    theme = make_theme(name="Energie", explanation="Strom und Wärme.")
    conference = make_conference(
        title="Stromtag", teaser="Ein Satz.", themes=[theme], programme=[ITEM]
    )

    page = client.get(conference.get_brief_url()).text
    [text] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)

    lines = unescape(text).splitlines()
    assert lines[0] == "Stromtag"
    assert "Energie: Strom und Wärme." in lines
    assert any(line.endswith(": Begrüßung") for line in lines)
    assert lines[-1].endswith(conference.get_absolute_url())


def test_a_former_address_leads_to_the_brief(client):
    conference = make_conference(slug="alt")
    edited(conference, slug="neu")

    response = client.get("/konferenzen/alt/vorlage/")

    assert (response.status_code, response["Location"]) == (301, "/konferenzen/neu/vorlage/")


def test_drafts_have_none(client):
    draft = make_conference(publication="draft")

    assert client.get(draft.get_brief_url()).status_code == 404


def test_the_qr_code_is_that_of_the_conference(client):
    conference = make_conference()

    path = re.search(r'<path[^>]* d="([^"]*)"', brief_of(client, conference).qr_code)[1]

    address = f"https://katalog.example{conference.get_absolute_url()}"
    assert path in segno.make(address, micro=False).svg_inline()


def test_the_page_asks_no_more_than_the_conference(client, django_assert_max_num_queries):
    conference = make_conference()
    with django_assert_max_num_queries(20):
        client.get(conference.get_brief_url())
    assert Brief(conference, NOW.date()).state == ""


def test_a_cost_that_nobody_knows_is_called_so(client):
    rows = rows_of(client, make_conference(format=FORMAT.VIRTUAL, city="", land=""))

    assert rows["Kosten"] == ("nicht genannt", "Keine Anreise: Die Konferenz findet online statt.")
