"""The list of the upcoming conferences and the archive."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import Conference
from tests.factories import FIRST_DAY, NOW, make_conference, make_series, make_theme
from tests.reading import stops, words

pytestmark = pytest.mark.django_db

LISTS = [("/konferenzen/", NOW), ("/konferenzen/archiv/", NOW + timedelta(days=900))]


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_next_conference_comes_first_and_one_without_a_date_last(client):
    make_conference(title="Offen", status="termin-offen", starts_on=None)
    make_conference(title="Zweite", starts_on=FIRST_DAY + timedelta(days=20))
    make_conference(title="Erste", start_time=time(10), end_time=time(15), city="Ulm")

    assert stops(client.get("/konferenzen/")) == [
        "22. März 2022 Dienstag Erste Ulm, vor Ort 10:00 bis 15:00 Uhr",
        "11. April 2022 Montag Zweite vor Ort",
        "Termin offen Offen Termin offen vor Ort",
    ]


def test_what_is_over_stands_in_the_archive_with_its_number_and_attendance(client):
    series = make_series(singular="Regionalkonferenz")
    make_conference(
        title="Strategien",
        series=series,
        number=1,
        attendance="ca. 150",
        format="virtuell",
        host_region="Mayen-Koblenz",
        registration_deadline=FIRST_DAY,
        themes=[make_theme(name="Strategie")],
    )

    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        page = client.get("/konferenzen/archiv/")

    assert stops(page) == [
        "22. März 2022 Dienstag 1. Regionalkonferenz: Strategien ca. 150 Teilnehmende "
        "online, Gastgeber: Mayen-Koblenz Strategie"
    ]


def test_an_unknown_value_is_named_and_shows_nothing(client):
    make_conference()

    page = client.get("/konferenzen/?thema=quatsch")

    assert stops(page) == []
    assert "Unbekannt im Filter „Thema“ quatsch." in words(page.content.decode())


def test_what_is_wrong_with_a_field_stands_beside_it(client):
    page = client.get("/konferenzen/?von=31.02.2027").content.decode()

    assert 'value="31.02.2027" aria-invalid="true" aria-describedby="von-error"' in page
    assert '<p class="error" id="von-error">' in page


def test_the_calendar_of_a_list_has_the_same_filters_and_no_page(client):
    for number in range(21):
        make_conference(city="Ulm", starts_on=FIRST_DAY + timedelta(days=number))

    page = client.get("/konferenzen/?format=vor-ort&seite=2").content.decode()

    assert "https://katalog.example/konferenzen.ics?format=vor-ort</code>" in page


def test_a_list_without_anything_says_so_and_leads_to_the_archive(client):
    page = words(client.get("/konferenzen/").content.decode())

    assert "Zurzeit ist keine Konferenz angekündigt" in page
    assert "Zum Archiv mit Unterlagen und Berichten" in page


@pytest.mark.parametrize(("address", "moment"), LISTS)
def test_a_list_asks_as_much_for_300_conferences_as_for_3(client, address, moment):
    with time_machine.travel(moment, tick=False):
        for_few = queries_of(client, address, rows=3)
        for_many = queries_of(client, address, rows=297)

    assert for_few == for_many
    assert for_many <= 24


def queries_of(client, address, rows):
    """How many queries the list makes after that many conferences were added."""
    theme, series = make_theme(), make_series()
    shared = {"publication": "published", "published_at": NOW, "series": series}
    conferences = Conference.objects.bulk_create(
        Conference(
            title=f"Konferenz {number}",
            slug=f"viele-{rows}-{number}",
            starts_on=date(2022, 3, 22) + timedelta(days=number),
            ends_on=date(2022, 3, 22) + timedelta(days=number),
            format="vor-ort",
            **shared,
        )
        for number in range(rows)
    )
    theme.conferences.set(conferences)
    # They came in without a new version, for which the counts are kept.
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_archive_names_its_order_only_while_it_has_it(client):
    make_conference(title="Rad")

    with time_machine.travel(NOW + timedelta(days=900), tick=False):
        by_date = words(client.get("/konferenzen/archiv/?q=Rad").text)
        by_relevance = words(client.get("/konferenzen/archiv/?q=Rad&sortierung=relevanz").text)

    assert "Alle Konferenzen seit März 2022, die neueste zuerst." in by_date
    assert "Alle Konferenzen seit März 2022. " in by_relevance
