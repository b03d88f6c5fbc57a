"""Lists on the websites of municipalities: in a frame, or copied in."""

import re
from datetime import date

import pytest

from tests.addresses import ADDRESSES
from tests.factories import make_article, make_conference, make_project
from tests.reading import heading, title, words

pytestmark = pytest.mark.django_db

EMBEDDABLE = ["/konferenzen/", "/konferenzen/archiv/", "/wissen/", "/modellprojekte/"]


@pytest.fixture
def _content():
    make_conference(slug="kommt", title="Kommt", starts_on=date(2099, 1, 1))
    make_conference(slug="war", title="War")
    make_article(slug="beitrag", title="Beitrag", teaser="Worum es geht.")
    make_project(slug="ulm")


def policy(response):
    directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def links(response):
    return re.findall(r'<a [^>]*href="([^"]*)"', response.content.decode())


@pytest.mark.parametrize("address", EMBEDDABLE)
@pytest.mark.parametrize("view", ["einbetten", "fragment"])
def test_only_frames_are_opened_and_only_for_this_view(client, address, view):
    page, embedded = client.get(address), client.get(address, {"ansicht": view})

    assert policy(embedded) == policy(page) | {"frame-ancestors": "*"}
    assert "X-Frame-Options" not in embedded.headers
    assert embedded.headers["X-Robots-Tag"] == "noindex"
    assert not embedded.cookies


@pytest.mark.parametrize("address", [*EMBEDDABLE, *ADDRESSES, "/api/v1/", "/admin/", "/nie/"])
@pytest.mark.parametrize("query", ["", "?ansicht=nie", "?ansicht=", "?ansicht=%00"])
def test_every_other_page_refuses_frames(client, address, query):
    response = client.get(address + query)

    assert response.headers["X-Frame-Options"] == "DENY"
    assert policy(response)["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("address", ["/themen/", "/netzwerke/"])
def test_a_list_that_cannot_be_embedded_stays_a_page(client, address):
    response = client.get(address, {"ansicht": "einbetten"})

    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.usefixtures("_content")
@pytest.mark.parametrize("view", ["einbetten", "fragment"])
@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/konferenzen/", "/konferenzen/kommt/"),
        ("/konferenzen/archiv/", "/konferenzen/war/"),
        ("/wissen/", "/wissen/beitrag/"),
        ("/modellprojekte/", "/modellprojekte/ulm/"),
    ],
)
def test_links_lead_to_our_pages_and_to_the_list_itself(client, address, target, view):
    response = client.get(address, {"ansicht": view, "seite": "1", "q": ""})

    found = links(response)
    assert found == [
        f"https://katalog.example{target}",
        f"https://katalog.example{address}?q=",
    ]


@pytest.mark.usefixtures("_content")
def test_a_frame_is_a_page_of_its_own_whose_links_leave_it(client):
    page = client.get("/konferenzen/?ansicht=einbetten").content.decode()

    assert page.startswith("<!doctype html>")
    assert '<base target="_top">' in page
    assert "<h1>" in page
    assert not re.search("<(header|footer|nav|script)", page)


@pytest.mark.usefixtures("_content")
def test_a_fragment_has_no_page_around_it_and_is_read_from_anywhere(client):
    response = client.get("/wissen/?ansicht=fragment")

    page = response.content.decode()
    assert not re.search(r"<(html|head|body|main|link|script|style|svg|h1)\b", page)
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.usefixtures("_content")
def test_filters_choose_what_is_embedded(client):
    make_conference(slug="anders", starts_on=date(2099, 2, 1), land="NW")

    response = client.get("/konferenzen/?ansicht=einbetten&land=NW")

    assert links(response)[0] == "https://katalog.example/konferenzen/anders/"
    assert "kommt" not in response.content.decode()


@pytest.mark.parametrize("address", EMBEDDABLE)
@pytest.mark.parametrize("view", ["einbetten", "fragment"])
def test_an_empty_list_says_so_and_names_its_source(client, address, view):
    response = client.get(address, {"ansicht": view, "q": "nichts"})

    assert links(response) == [f"https://katalog.example{address}?q=nichts"]


@pytest.mark.parametrize("address", EMBEDDABLE)
@pytest.mark.parametrize("view", ["einbetten", "fragment"])
def test_an_empty_list_says_what_was_not_understood(client, address, view):
    page = words(client.get(address, {"ansicht": view, "thema": "nie", "q": "x" * 201}).text)

    assert "Unbekannt im Filter „Thema“: nie." in page
    assert "Suchen Sie nach höchstens 200 Zeichen." in page


@pytest.mark.parametrize("view", ["einbetten", "fragment"])
def test_what_is_more_than_shown_is_linked(client, view):
    for _ in range(21):
        make_conference(starts_on=date(2099, 1, 1), land="NW")

    response = client.get("/konferenzen/", {"ansicht": view, "land": "NW"})

    assert "Alle 21 anzeigen" in words(response.text)
    assert links(response)[-2] == "https://katalog.example/konferenzen/?land=NW"


@pytest.mark.parametrize("address", EMBEDDABLE)
def test_a_frame_names_its_filter(client, address):
    response = client.get(address, {"ansicht": "einbetten", "land": "NW"})

    assert title(response) == heading(response)
    assert heading(response).endswith(": Nordrhein-Westfalen")
    assert f'<link rel="canonical" href="https://katalog.example{address}?land=NW">' in (
        response.text
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"moved_from": date(2098, 1, 1)}, "1. März 2099, vor Ort Verschoben: Stadtlabor"),
        (
            {"moved_from": date(2098, 1, 1), "status": "termin-offen", "starts_on": None},
            "Verschoben, Termin offen, vor Ort Stadtlabor",
        ),
        ({"status": "termin-offen"}, "Verschoben, Termin offen, vor Ort Stadtlabor"),
        ({"status": "termin-offen", "starts_on": None}, "Termin offen, vor Ort Stadtlabor"),
    ],
)
@pytest.mark.parametrize("view", ["einbetten", "fragment"])
def test_a_moved_conference_says_so_and_whether_its_date_is_open(client, view, fields, told):
    make_conference(**{"title": "Stadtlabor", "starts_on": date(2099, 3, 1)} | fields)

    page = words(client.get("/konferenzen/", {"ansicht": view}).text)

    assert told in page
    assert page.count("Verschoben") == told.count("Verschoben")


@pytest.mark.usefixtures("_content")
def test_a_cancelled_conference_says_so_in_its_link(client):
    make_conference(title="Fällt aus", starts_on=date(2099, 3, 1), status="abgesagt")

    page = client.get("/konferenzen/?ansicht=fragment").content.decode()

    assert ">Abgesagt: Fällt aus</a>" in page
