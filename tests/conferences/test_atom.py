"""New conferences for feed readers (Atom), narrowed by the parameters of the lists."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import Conference
from smartcity.content.transaction import content_change
from tests import atom
from tests.factories import NOW, make_conference, make_series, make_theme, withdraw

pytestmark = pytest.mark.django_db

ADDRESS = "/konferenzen.atom"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _tomorrow():
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        yield


def queries(client, **headers):
    # The first one after a write may raise the version.
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS, headers=headers)
    return len(captured)


def test_an_entry_tells_when_where_and_what_it_is_about(client):
    ulm = make_conference(
        title="Daten & Karten",
        slug="ulm",
        teaser="Für < 20.000 Einwohner.",
        start_time=time(10),
        venue="Stadthaus",
        city="Ulm",
        themes=[make_theme(name="Energie")],
    )

    assert atom.entries(client.get(ADDRESS)) == [
        {
            "id": ulm.uid.urn,
            "title": "Daten & Karten",
            "link": "https://katalog.example/konferenzen/ulm/",
            "published": "2022-03-01T11:00:00+00:00",
            "updated": "2022-03-01T11:00:00+00:00",
            "summary": "Dienstag, 22. März 2022, Stadthaus, Ulm. Für &lt; 20.000 Einwohner.",
            "category": ["Energie"],
        }
    ]


def test_what_was_announced_last_comes_first_whenever_it_is_held(client):
    make_conference(title="Zuerst", starts_on=date(2022, 5, 1))
    make_conference(title="Zuletzt", starts_on=date(2022, 2, 1), now=NOW + 2 * HOUR)
    make_conference(title="Dazwischen", status="termin-offen", starts_on=None, now=NOW + HOUR)

    assert atom.titles(client.get(ADDRESS)) == [
        "Zuletzt",
        "Termin offen: Dazwischen",
        "Zuerst",
    ]


def test_an_open_date_is_not_told_as_a_date(client):
    make_conference(status="termin-offen", format="virtuell")

    assert atom.entries(client.get(ADDRESS))[0]["summary"] == "Online"


def test_a_change_is_newer_than_the_announcement_and_keeps_the_entry(client):
    ulm = make_conference(title="Daten", slug="ulm")
    (before,) = atom.entries(client.get(ADDRESS))

    ulm.cancel(reason="", now=NOW + HOUR)
    with content_change(NOW + HOUR) as change, change.writing(ulm):
        Conference.objects.update(slug="neu")

    (after,) = atom.entries(client.get(ADDRESS))
    assert after == before | {
        "title": "Abgesagt: Daten",
        "link": "https://katalog.example/konferenzen/neu/",
        "updated": "2022-03-01T12:00:00+00:00",
    }


def test_what_was_scheduled_is_new_once_it_is_public(client):
    make_conference(published_at=NOW + HOUR, publication="published")

    (entry,) = atom.entries(client.get(ADDRESS))

    assert entry["updated"] == entry["published"] == "2022-03-01T12:00:00+00:00"


def test_only_what_is_public_now_appears(client):
    make_conference(publication="draft")
    make_conference(publication="published", published_at=NOW + timedelta(days=2))
    withdraw(make_conference())

    assert atom.titles(client.get(ADDRESS)) == []


def test_a_feed_has_the_parameters_of_the_lists_and_names_itself_with_them(client):
    energy = make_theme(slug="energie")
    make_conference(title="Gesucht", themes=[energy], land="NW")
    make_conference(title="Anderes Land", themes=[energy], land="RP")
    make_conference(title="Anderes Thema", land="NW")

    answer = client.get(f"{ADDRESS}?thema=energie&land=NW&sortierung=anmeldeschluss&seite=2")

    query = "?thema=energie&land=NW"
    assert atom.titles(answer) == ["Gesucht"]
    assert atom.links(atom.parsed(answer)) == {
        "self": f"https://katalog.example{ADDRESS}{query}",
        "alternate": f"https://katalog.example/konferenzen/{query}",
    }


@pytest.mark.parametrize("query", ["thema=nie", "land=XX", "von=nie", "q=" + "a" * 201])
def test_a_value_nobody_knows_never_widens_a_feed(client, query):
    make_conference()

    assert atom.titles(client.get(f"{ADDRESS}?{query}")) == []


def test_a_former_slug_is_understood(client):
    theme = make_theme(slug="energie")
    make_conference(title="Daten", themes=[theme])
    theme.slug = "strom"
    with content_change(NOW) as change, change.writing(theme):
        theme.save()

    assert atom.titles(client.get(f"{ADDRESS}?thema=energie")) == ["Daten"]


def test_the_newest_fifty_lead(client):
    for number in range(51):
        make_conference(title=f"{number}.", now=NOW + timedelta(minutes=number))

    shown = atom.titles(client.get(ADDRESS))

    assert (len(shown), shown[0], shown[-1]) == (50, "50.", "1.")


def test_characters_that_xml_cannot_hold_break_no_reader(client):
    make_conference(title="Daten\x0b\x1fund\ufffe Karten")

    assert atom.titles(client.get(ADDRESS)) == ["Daten und Karten"]


def test_a_feed_costs_the_same_for_one_conference_and_for_three(client):
    def announce():
        make_conference(series=make_series(), number=1, themes=[make_theme(), make_theme()])

    announce()
    for_one = queries(client)
    announce()
    announce()

    assert queries(client) == for_one


def test_what_is_known_is_not_sent_again_and_costs_one_query(client):
    make_conference()
    known = client.get(ADDRESS)["ETag"]

    answer = client.get(ADDRESS, headers={"if-none-match": known})

    assert (answer.status_code, answer.content) == (304, b"")
    assert (answer["ETag"], answer["Cache-Control"]) == (known, "public, max-age=3600")
    assert queries(client, **{"if-none-match": known}) == 1


def test_lists_name_the_feed_of_what_they_show(client):
    make_theme(slug="energie")

    page = client.get("/konferenzen/?thema=energie&seite=1").content.decode()

    assert page.count(f'href="{ADDRESS}?thema=energie"') == 2
