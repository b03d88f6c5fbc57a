"""A list that shows nothing says which way it goes on."""

import re
from datetime import timedelta

import pytest
import time_machine

from tests.factories import FIRST_DAY, NOW, make_article, make_conference, make_project, make_theme
from tests.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def _conferences():
    energy, data = (
        make_theme(slug="energie", name="Energie"),
        make_theme(slug="daten", name="Daten"),
    )
    make_conference(themes=[energy], land="NW", format="vor-ort")
    make_conference(themes=[energy], land="NW", format="hybrid")
    make_conference(themes=[data], land="BY", format="virtuell")
    make_conference(themes=[energy], land="BY", starts_on=FIRST_DAY - timedelta(days=90))


def ways(client, address):
    """[(words, address)] of what the empty list leads to."""
    page = client.get(address).content.decode()
    box = re.search(r'<div class="empty">(.*?)</div>', page, re.DOTALL)[1]
    items = re.findall(r"<li>(.*?)</li>", box, re.DOTALL)
    return [(words(item), re.search(r'href="(.*?)"', item)[1]) for item in items]


@pytest.mark.usefixtures("_conferences")
def test_each_filter_to_drop_says_how_many_hits_that_brings_the_most_first(client):
    found = ways(client, "/konferenzen/?thema=energie&land=BY&format=virtuell&seite=1")

    assert found == [
        ("Ohne „Energie“: 1 Treffer", "?land=BY&amp;format=virtuell"),
    ]


@pytest.mark.usefixtures("_conferences")
def test_the_filter_whose_loss_brings_most_comes_first(client):
    found = ways(client, "/konferenzen/?thema=energie&land=BY")

    assert found == [
        ("Ohne „Bayern“: 2 Treffer", "?thema=energie"),
        ("Ohne „Energie“: 1 Treffer", "?land=BY"),
        ("Im Archiv: 1 Treffer", "/konferenzen/archiv/?land=BY&amp;thema=energie"),
    ]


@pytest.mark.usefixtures("_conferences")
def test_the_archive_leads_to_the_upcoming(client):
    found = ways(client, "/konferenzen/archiv/?thema=daten")

    assert found == [
        ("Ohne „Daten“: 1 Treffer", "?"),
        ("Unter den kommenden Konferenzen: 1 Treffer", "/konferenzen/?thema=daten"),
    ]


@pytest.mark.usefixtures("_conferences")
def test_a_mistyped_theme_leads_to_the_one_with_the_nearest_name(client):
    found = ways(client, "/konferenzen/?thema=energi")

    assert found == [
        ("Ohne „energi“: 3 Treffer", "?"),
        ("Ähnlichstes Thema: Energie", "/themen/energie/"),
    ]


@pytest.mark.usefixtures("_conferences")
@pytest.mark.parametrize(
    "path", ["/konferenzen/", "/konferenzen/karte/", "/konferenzen/kalender/2022/3/"]
)
def test_a_mistyped_theme_counts_more_than_search_words(client, path):
    page = client.get(f"{path}?thema=energi&q=Daten").text

    assert "Ähnlichstes Thema: Energie" in words(page)


@pytest.mark.usefixtures("_conferences")
def test_of_a_choice_that_is_understood_in_part_the_feeds_are_offered(client):
    query = "thema=energie&thema=nie&land=BY"

    assert "konferenzen.ics?thema=energie" in client.get(f"/konferenzen/?{query}").text
    assert 'href="/wissen.atom?land=BY&amp;thema=energie"' in client.get(f"/wissen/?{query}").text


@pytest.mark.usefixtures("_conferences")
def test_if_no_single_filter_helps_all_of_them_go(client):
    found = ways(client, "/konferenzen/?land=HH&format=hybrid&thema=daten")

    assert found == [("Liste ohne Filter zeigen", "?")]


def test_a_mistyped_word_is_corrected(client):
    make_conference(title="Wärmenetze planen")

    found = ways(client, "/konferenzen/?q=W%C3%A4rmenteze")

    assert found[0] == ("Meinten Sie Wärmenetze ?", "?q=W%C3%A4rmenetze")


def test_a_corrected_word_keeps_the_other_filters_where_they_leave_something(client):
    make_conference(title="Wärmenetze planen", land="NW")

    kept = ways(client, "/konferenzen/?q=W%C3%A4rmenteze&land=NW&seite=1")
    dropped = ways(client, "/konferenzen/?q=W%C3%A4rmenteze&land=BY")

    assert kept[0] == ("Meinten Sie Wärmenetze ?", "?q=W%C3%A4rmenetze&amp;land=NW")
    assert dropped[0] == (
        "Meinten Sie Wärmenetze ? Ohne die anderen Filter",
        "?q=W%C3%A4rmenetze",
    )


def test_a_word_is_corrected_to_what_the_other_filters_leave(client):
    make_conference(title="Marktplan", land="BY")
    make_conference(title="Marktplatz", land="NW")

    found = ways(client, "/konferenzen/?q=Marktplaz&land=NW")

    assert found[0][0] == "Meinten Sie Marktplatz ?"


@pytest.mark.usefixtures("_conferences")
def test_the_calendar_of_an_empty_choice_is_offered(client):
    page = client.get("/konferenzen/?thema=energie&land=BY").content.decode()

    assert "https://katalog.example/konferenzen.ics?thema=energie&amp;land=BY</code>" in page


def test_articles_and_projects_help_too(client):
    make_article(themes=[make_theme(slug="energie", name="Energie")], kind="bericht")
    make_project(kind="stadt")

    assert ways(client, "/wissen/?art=leitfaden&thema=energie") == [
        ("Ohne „Leitfaden“: 1 Treffer", "?thema=energie")
    ]
    assert ways(client, "/modellprojekte/?art=landkreis") == [("Ohne „Landkreis“: 1 Treffer", "?")]
