"""Names and values of an address: foreign names are left out, values need no capital letters."""

import icalendar
import pytest
import time_machine

from smartcity.content.transaction import content_change
from tests import atom
from tests.calendars import calendar_in, events_in
from tests.factories import (
    NOW,
    make_article,
    make_conference,
    make_participation,
    make_project,
    make_series,
    make_theme,
)
from tests.reading import chips, tags, title, words

pytestmark = pytest.mark.django_db

HOST = "https://katalog.example"
FOREIGN = "utm_source=brief&fbclid=x&Seite=2"


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def content():
    theme, project = (
        make_theme(slug="energie", name="Energie"),
        make_project(slug="ulm", name="Ulm"),
    )
    series = make_series(slug="kongresse")
    chosen = {"themes": [theme], "series": series, "number": 1, "land": "NW"}
    conference = make_conference(title="Gesucht", **chosen, registration_deadline="2022-03-20")
    make_participation(conference, project)
    make_conference(title="Anderes", format="virtuell", status="bestaetigt", land="BY")
    make_article(title="Gelernt", kind="bericht", themes=[theme], projects=[project])


@pytest.mark.parametrize("address", ["/konferenzen.ics", "/themen/energie.ics"])
@pytest.mark.usefixtures("content")
def test_a_feed_knows_no_foreign_name(client, address):
    calendar = calendar_in(client.get(f"{address}?{FOREIGN}&land=NW&sortierung=datum").content)

    assert calendar["source"] == f"{HOST}{address}?land=NW"
    assert calendar["url"] == f"{HOST}{address.replace('.ics', '/')}?land=NW"
    assert "brief" not in str(calendar["name"]) + str(calendar["description"])


@pytest.mark.parametrize("address", ["/konferenzen.atom", "/wissen.atom", "/themen/energie.atom"])
@pytest.mark.usefixtures("content")
def test_a_feed_for_readers_knows_no_foreign_name(client, address):
    plain, foreign = client.get(address), client.get(f"{address}?{FOREIGN}")

    assert foreign.content == plain.content


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/konferenzen/", "land=NW"),
        ("/konferenzen/archiv/", "land=NW"),
        ("/konferenzen/karte/", "land=NW"),
        ("/konferenzen/kalender/2022/3/", "land=NW"),
        ("/modellprojekte/", "land=NW"),
        ("/wissen/", "art=bericht"),
    ],
)
@pytest.mark.usefixtures("content")
def test_a_page_hands_no_foreign_name_on_to_calendars_feeds_and_tables(client, path, query):
    page = client.get(f"{path}?utm_source=brief&{query}")

    handed_on = [
        tag for tag in tags(page.text) if any(name in tag for name in (".ics", ".atom", ".csv"))
    ]
    assert handed_on
    assert "utm_source" not in "".join(handed_on)
    assert "brief" not in title(page)


@pytest.mark.parametrize("view", ["einbetten", "fragment"])
@pytest.mark.parametrize("path", ["/konferenzen/", "/modellprojekte/", "/wissen/"])
@pytest.mark.usefixtures("content")
def test_an_embedded_list_names_its_source_without_foreign_names(client, path, view):
    page = client.get(f"{path}?utm_source=brief&ansicht={view}&land=NW")

    assert f'href="{HOST}{path}?land=NW"' in page.text
    assert "utm_source" not in page.text


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Thema", "thema"), ("THEMA", "thema"), ("Land", "land"), ("Q", "q"), ("Von", "von")],
)
@pytest.mark.usefixtures("content")
def test_a_name_in_other_letters_is_unknown_and_never_widens_a_feed(client, name, meant):
    response = client.get(f"/konferenzen.ics?{name}=energie&format=vor-ort")

    calendar = calendar_in(response.content)
    assert calendar.events == []
    assert f"Unbekannter Filter „{name}“: Er heißt „{meant}“." in str(calendar["description"])
    assert name in str(calendar["source"])


@pytest.mark.usefixtures("content")
def test_a_feed_of_a_name_in_other_letters_alone_says_so_in_its_name(client):
    calendar = icalendar.Calendar.from_ical(client.get("/konferenzen.ics?Thema=energie").content)

    assert calendar["name"] == "Konferenzen: unbekannte Auswahl"


@pytest.mark.parametrize(
    "path",
    [
        "/konferenzen/",
        "/konferenzen/archiv/",
        "/konferenzen/karte/",
        "/konferenzen/kalender/2022/3/",
        "/modellprojekte/",
        "/wissen/",
    ],
)
@pytest.mark.usefixtures("content")
def test_a_name_in_other_letters_shows_nothing_and_says_so(client, path):
    page = client.get(f"{path}?Thema=energie&land=NW")

    assert ("?land=NW", "Filter entfernen: Filter „Thema“ unbekannt") in chips(page.text)
    assert title(page).endswith("Nordrhein-Westfalen, Filter „Thema“ unbekannt")
    assert "Gesucht" not in page.text
    assert '<link rel="canonical"' not in page.text
    is_month = "/kalender/" in path
    expected = "Keine Konferenz im März" if is_month else "Unbekannter Filter „Thema“: Er heißt"
    assert expected in words(page.text)


@pytest.mark.parametrize("path", ["/konferenzen/", "/wissen/"])
@pytest.mark.usefixtures("content")
def test_an_embedded_list_says_that_a_name_is_unknown(client, path):
    page = words(client.get(f"{path}?Thema=energie&ansicht=fragment").text)

    assert "Unbekannter Filter „Thema“: Er heißt „thema“." in page


@pytest.mark.parametrize("address", ["/konferenzen.atom", "/wissen.atom"])
@pytest.mark.usefixtures("content")
def test_a_feed_for_readers_says_that_a_name_is_unknown(client, address):
    response = client.get(f"{address}?Thema=energie")

    assert atom.titles(response) == []
    assert "Unbekannter Filter „Thema“: Er heißt „thema“." in response.text


@pytest.mark.usefixtures("content")
def test_a_table_of_an_unknown_name_has_no_rows_and_the_api_refuses_it(client):
    table = client.get("/konferenzen.csv?Thema=energie").getvalue().decode()

    assert len(table.splitlines()) == 1
    assert client.get("/api/v1/conferences/?Thema=energie").status_code == 422


@pytest.mark.usefixtures("content")
def test_an_address_to_subscribe_to_stays_empty_with_an_unknown_name(client):
    page = client.get("/konferenzen/abonnieren/?Thema=energie&land=NW&utm_source=x")

    assert "Unbekannter Filter „Thema“: Er heißt „thema“." in words(page.text)
    address = page.context["subscription"].address
    assert address == f"{HOST}/konferenzen.ics?Thema=energie&land=NW"
    assert events_in(client.get(address.removeprefix(HOST))) == {}


@pytest.mark.usefixtures("content")
def test_an_empty_value_of_an_unknown_name_asks_for_nothing(client):
    assert set(events_in(client.get("/konferenzen.ics?Thema=&LAND="))) == {"Gesucht", "Anderes"}


@pytest.mark.parametrize(
    "query",
    [
        "land=nw",
        "land=Nw&land=NW",
        "thema=ENERGIE",
        "thema=Energie",
        "format=Vor-Ort",
        "projekt=ULM",
        "reihe=Kongresse",
        "status=GEPLANT",
        "anmeldung=Offen",
        "q=GESUCHT",
    ],
)
@pytest.mark.usefixtures("content")
def test_a_value_in_other_letters_is_understood(client, query):
    response = client.get(f"/konferenzen.ics?{query}")

    assert list(events_in(response)) == ["Gesucht"]
    assert "Unbekannt" not in response.text
    page = client.get(f"/konferenzen/?{query}").text
    assert "Gesucht" in page
    assert "unbekannt" not in page
    name = query.partition("=")[0]
    assert f"{name}={query.partition('=')[2].partition('&')[0]}" not in canonical(page)


def canonical(page):
    """The address of the list for search engines; nothing for one that was searched for."""
    found = page.partition('<link rel="canonical" href="')[2].partition('"')[0]
    return "" if "?q=" in found else found


@pytest.mark.parametrize("query", ["art=Bericht", "thema=ENERGIE", "projekt=Ulm"])
@pytest.mark.usefixtures("content")
def test_a_value_in_other_letters_is_understood_among_articles(client, query):
    page = client.get(f"/wissen/?{query}").text

    assert "Gelernt" in page
    assert "unbekannt" not in page


@pytest.mark.parametrize("query", ["runde=2019", "art=STADT", "land=rp"])
def test_a_value_in_other_letters_is_understood_among_projects(client, query):
    make_project(name="Modellstadt")

    page = client.get(f"/modellprojekte/?{query}").text

    assert "Modellstadt" in page
    assert "unbekannt" not in page


@pytest.mark.usefixtures("content")
def test_the_api_understands_values_in_other_letters(client):
    found = client.get("/api/v1/conferences/?land=nw&thema=ENERGIE").json()["items"]

    assert [item["title"] for item in found] == ["Gesucht"]


@pytest.mark.usefixtures("content")
def test_a_former_address_in_capitals_still_leads_to_its_theme(client):
    theme = make_theme(slug="strom", name="Strom")
    make_conference(title="Netze", themes=[theme])
    with content_change(NOW) as change, change.writing(theme):
        theme.slug = "netz"
        theme.save()

    assert list(events_in(client.get("/konferenzen.ics?thema=STROM"))) == ["Netze"]


@pytest.mark.usefixtures("content")
def test_an_address_to_subscribe_to_is_written_in_our_letters(client):
    page = client.get("/konferenzen/abonnieren/?thema=ENERGIE&land=nw")

    address = page.context["subscription"].address
    assert address == f"{HOST}/konferenzen.ics?thema=energie&land=NW"
