"""What the address of a list says: its title, its canonical address, its orders, its mistakes."""

import re

import pytest
import time_machine

from smartcity.content.transaction import content_change
from tests.factories import (
    FIRST_DAY,
    NOW,
    make_article,
    make_conference,
    make_theme,
)
from tests.reading import chips, sections, stops, title, words

pytestmark = pytest.mark.django_db
LISTS = ["/konferenzen/", "/konferenzen/archiv/", "/modellprojekte/", "/wissen/"]
HOST = "https://katalog.example"


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


def canonical(response):
    found = re.search(r'<link rel="canonical" href="(.*?)">', response.content.decode())
    return found[1].replace("&amp;", "&").removeprefix(HOST)


def is_kept_from_search_engines(response):
    return '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("", "Konferenzen"),
        ("?thema=mobil", "Konferenzen: Mobilität"),
        ("?land=NW&thema=mobil", "Konferenzen: Mobilität, Nordrhein-Westfalen"),
        ("?q=Rad&von=2022-03-01", "Konferenzen: Suchwort Rad, von 1. März 2022"),
        ("?utm_source=x&thema=nie", "Konferenzen: Thema „nie“ unbekannt"),
        ("?von=2022-02-30&land=NW", "Konferenzen: Nordrhein-Westfalen, von „2022-02-30“ ungültig"),
    ],
)
def test_the_title_names_what_the_list_is_narrowed_by(client, query, named):
    make_theme(slug="mobil", name="Mobilität")

    assert title(client.get(f"/konferenzen/{query}")) == named


def test_the_title_has_no_space_before_its_commas(client):
    with content_change(NOW):
        for _ in range(21):
            make_conference(land="NW")

    page = client.get("/konferenzen/?seite=2&land=NW").text

    named = "Konferenzen: Nordrhein-Westfalen, Seite 2"
    assert f"<title>{named} – " in page
    assert f'<meta property="og:title" content="{named}">' in page


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/konferenzen/kalender/2022/3/", "Konferenzen im März 2022"),
        ("/konferenzen/karte/", "Karte der Konferenzen"),
    ],
)
def test_month_and_map_say_their_state_as_the_list_does(client, path, name):
    make_conference(land="NW")

    plain, narrowed = client.get(path), client.get(f"{path}?land=NW&utm_source=x")

    assert [title(plain), canonical(plain)] == [name, path]
    assert [title(narrowed), canonical(narrowed)] == [
        f"{name}: Nordrhein-Westfalen",
        f"{path}?land=NW",
    ]
    assert not is_kept_from_search_engines(narrowed)
    assert is_kept_from_search_engines(client.get(f"{path}?land=NW&land=BY"))


def test_the_title_stays_short(client):
    query = "&".join(f"thema={make_theme().slug}" for _ in range(30))

    assert len(title(client.get(f"/konferenzen/?{query}"))) < 130


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("", ""),
        ("?seite=1&utm_source=x&sortierung=anmeldeschluss", ""),
        ("?land=NW&land=BY&format=vor-ort", "?format=vor-ort&land=BY&land=NW"),
        ("?thema=alt&thema=nie", "?thema=mobil"),
        ("?von=01.03.2022&q=+Rad+", "?q=Rad&von=2022-03-01"),
    ],
)
def test_the_canonical_address_holds_what_narrows_in_one_order(client, query, address):
    make_theme(slug="alt").merge_into(make_theme(slug="mobil"))

    assert canonical(client.get(f"/konferenzen/{query}")) == f"/konferenzen/{address}"


def test_each_page_of_a_list_is_its_own(client):
    with content_change(NOW):
        for _ in range(21):
            make_conference(land="NW")

    assert canonical(client.get("/konferenzen/?seite=2")) == "/konferenzen/?seite=2"
    assert canonical(client.get("/konferenzen/?seite=2&land=NW")) == "/konferenzen/?land=NW&seite=2"


@pytest.mark.parametrize(
    ("query", "is_kept_away"),
    [
        ("", False),
        ("?land=NW", False),
        ("?land=NW&land=BY", True),
        ("?land=NW&format=hybrid", True),
        ("?q=Rad", True),
        ("?thema=nie", True),
        ("?von=2022-02-30", True),
    ],
)
def test_search_engines_shall_know_lists_with_one_value(client, query, is_kept_away):
    assert is_kept_from_search_engines(client.get(f"/konferenzen/{query}")) == is_kept_away


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "thema=nie&land=XX",
        "von=2022-02-30",
        "von=2022-03-02&bis=2022-03-01",
        "&".join(f"a{number}=1" for number in range(200)),
        "&".join(f"thema=t{number}" for number in range(200)),
        f"q={'x' * 10_000}",
        "q=%00&thema=%00&land=%00&von=%00&sortierung=%00",
        "q=%ff%fe&thema=%ff&projekt=%c3%28",
        "q=&thema=&land=&von=&bis=",
        "q=%25%5C%27--&sortierung=relevanz",
        "sortierung=relevanz&sortierung=nie",
    ],
)
def test_no_address_breaks_a_list(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("page", ["-1", "0", "99", "x", "last", "%00"])
def test_a_page_that_does_not_exist_is_404(client, path, page):
    expected = 200 if path == "/modellprojekte/" else 404

    assert client.get(f"{path}?seite={page}").status_code == expected


def test_a_period_that_ends_before_it_begins_says_so_beside_its_end(client):
    make_conference()

    page = client.get("/konferenzen/?von=2022-03-02&bis=2022-03-01")

    assert stops(page) == []
    assert '<p class="error" id="bis-error">' in page.content.decode()


def test_each_filter_in_use_is_a_link_that_says_what_it_takes_off(client):
    make_conference(land="NW", format="hybrid")

    page = client.get("/konferenzen/?land=NW&format=hybrid&seite=1").content.decode()

    assert chips(page) == [
        ("?land=NW", "Filter entfernen: Vor Ort und online"),
        ("?format=hybrid", "Filter entfernen: Nordrhein-Westfalen"),
    ]


def test_the_number_of_hits_stands_in_a_heading(client):
    for land in ["NW", "NW", "BY"]:
        make_conference(land=land)

    assert sections(client.get("/konferenzen/?land=NW"))[0] == "2 kommende Konferenzen"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", "Kommende (4) Archiv (2)"),
        ("?sortierung=relevanz&utm_source=x", "Kommende (4) Archiv (2)"),
        ("?land=NW", "Kommende (2) Archiv (1)"),
        ("?land=NW&format=hybrid", "Kommende (1) Archiv (0)"),
        ("?land=XX", "Kommende (0) Archiv (0)"),
        ("?von=x", "Kommende (0) Archiv (0)"),
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/konferenzen/",
        "/konferenzen/archiv/",
        "/konferenzen/kalender/2022/3/",
        "/konferenzen/karte/",
    ],
)
def test_the_other_views_say_how_many_the_same_filters_leave_there(client, path, query, numbers):
    for fields in [{"land": "NW"}, {"land": "BY"}]:
        make_conference(**fields)
        make_conference(**fields, starts_on=NOW.date().replace(month=1))
    make_conference(land="NW", format="hybrid")
    make_conference(status="termin-offen")

    page = client.get(f"{path}{query}").text

    assert numbers in words(re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)[0])


def test_relevance_is_offered_with_search_words_and_puts_the_title_first(client):
    make_conference(title="Anderes", teaser="Rad", starts_on=FIRST_DAY)
    make_conference(title="Rad", starts_on=FIRST_DAY.replace(day=30))

    by_date = client.get("/konferenzen/?q=Rad")
    by_relevance = client.get("/konferenzen/?q=Rad&sortierung=relevanz")

    assert [it.title for it in by_date.context["conferences"]] == ["Anderes", "Rad"]
    assert [it.title for it in by_relevance.context["conferences"]] == ["Rad", "Anderes"]
    assert [value for value, *_ in by_date.context["filter"].orders] == [
        "relevanz",
        "",
        "anmeldeschluss",
    ]
    assert by_relevance.context["filter"].order == "relevanz"
    assert client.get("/konferenzen/?sortierung=relevanz").context["filter"].order == ""


def test_articles_of_a_period_are_those_published_in_it(client):
    make_article(title="Alt", now=NOW.replace(month=1))
    make_article(title="Neu", now=NOW)

    page = client.get("/wissen/?von=2022-02-01&bis=2022-03-01")

    assert [article.title for article in page.context["articles"]] == ["Neu"]
