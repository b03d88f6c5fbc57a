"""The page /suche/."""

import re

import pytest

from conferences.models import Document
from kts.models import Attachment
from tests.factories import (
    make_article,
    make_conference,
    make_network,
    make_project,
    make_theme,
    stored,
)

pytestmark = pytest.mark.django_db


def search(client, query):
    return client.get("/suche/", {"q": query})


def found(response):
    return {
        group.kind.ident: [str(hit.object) for hit in group.hits]
        for group in response.context["search"].groups
    }


def marked(response):
    return re.findall(r"<mark>(.*?)</mark>", response.text)


def test_hits_stand_grouped_with_their_counts(client):
    make_conference(title="Klima in Ulm")
    make_article(title="Klimaanpassung")
    make_project(name="Klimastadt")
    make_network(name="Klimaschutz")
    make_theme(name="Klima")
    make_article(title="Energie")

    response = search(client, "klima")

    assert found(response) == {
        "conferences": ["Klima in Ulm"],
        "articles": ["Klimaanpassung"],
        "projects": ["Klimastadt"],
        "networks": ["Klimaschutz"],
        "themes": ["Klima"],
    }
    assert response.context["search"].count == 5
    assert marked(response) == ["Klima", "Klimaanpassung", "Klimastadt", "Klimaschutz", "Klima"]


def test_nothing_that_is_not_public_is_found_or_suggested(client):
    for make in [make_conference, make_article, make_network]:
        name = "name" if make is make_network else "title"
        make(publication="draft", **{name: "Geheimprojekt"})
        make(publication="published", published_at="2099-01-01T00:00Z", **{name: "Geheimprojekt 2"})

    assert found(search(client, "Geheimprojekt")) == {}
    response = search(client, "Geheimprjekt")
    assert (found(response), response.context["search"].suggestion) == ({}, "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bürgerbetiligung", "Bürgerbeteiligung"),
        ("buergerbeteilgung", "Bürgerbeteiligung"),
        ("Betiligung", "Bürgerbeteiligung"),
        ("in Ulm Bürgerbetieligung", "in Ulm Bürgerbeteiligung"),
        ("smartmetering", "Smart Metering"),
    ],
)
def test_a_typing_error_is_answered_with_what_was_meant(client, typed, meant):
    make_article(title="Bürgerbeteiligung in Ulm", teaser="Smart Metering.")

    response = search(client, typed)

    assert response.context["search"].suggestion == meant
    assert found(response) == {"articles": ["Bürgerbeteiligung in Ulm"]}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hambrug", "Hamburg"),
        ("Innenstdt", "Innenstadt"),
        ("Enrgie", "Energie"),
        ("Klmia", "Klima"),
        ("Stadtt", "Stadt"),
        ("Plattfrom", "Datenplattform"),
    ],
)
def test_short_words_are_corrected_too(client, typed, meant):
    make_article(title="Hamburg Innenstadt Energie Klima Stadt Datenplattform")

    assert search(client, typed).context["search"].suggestion == meant


@pytest.mark.parametrize(
    "typed",
    [
        *["Open Data", "Wlan", "Baum", "E-Mail", "Moderation", "Sport", "Strand", "Auto"],
        *["Laterne", "Hund", "Verkehrswende"],
    ],
)
def test_a_word_that_nobody_wrote_is_not_taken_for_another(client, typed):
    words = "Gruppen Daten Landkreis Bamberg Maifeld Kooperation spart stand authentisch Sensoren"
    make_article(title=f"{words} Kaiserslautern Dortmund Verkehrsdaten")

    response = search(client, typed)

    assert (found(response), response.context["search"].suggestion) == ({}, "")


def test_the_excerpt_shows_the_text_around_the_word_and_escapes_it(client):
    text = "Vorher " * 60 + "die &lt;b&gt; Bürgerbeteiligung &amp; mehr " + "nachher " * 60
    make_article(text=f"<p>{text}</p>", teaser="Worum es geht.")

    page = search(client, "buergerbeteiligung").text

    assert "&lt;b&gt; <mark>Bürgerbeteiligung</mark> &amp; mehr" in page
    assert page.count("nachher") < 30


def test_headings_and_items_of_a_text_stay_apart_in_an_excerpt(client):
    blocks = "<h2>Was sich ändert</h2><p>Der Bus fährt.</p><p>Dabei sind:</p>"
    make_article(
        text=f"{blocks}<ul><li>Ulm</li><li><p>Köln</p></li></ul><h2>Danach</h2>", teaser=""
    )

    page = search(client, "Bus").text

    assert "Was sich ändert · Der <mark>Bus</mark> fährt. Dabei sind: Ulm · Köln · Danach<" in page


def test_a_hit_in_the_programme_names_the_item(client):
    item = {"title": "Werkstatt am Morgen", "starts": "10:00", "text": "Mit Sensoren."}
    make_conference(programme=[item])

    page = search(client, "sensor").text

    assert "<b>Werkstatt am Morgen:</b> Mit <mark>Sensoren</mark>." in page


def test_parts_are_found(client):
    conference, article = make_conference(title="A"), make_article(title="B")
    Document.objects.create(conference=conference, title="Handreichung", link="https://a.example/")
    Attachment.objects.create(article=article, title="Handreichung", link="https://a.example/")
    stored(conference)
    stored(article)

    assert found(search(client, "Handreichungen")) == {"conferences": ["A"], "articles": ["B"]}


def test_the_lists_are_linked_with_the_same_words(client):
    make_conference(title="Klima")
    make_conference(title="Klima", starts_on="2099-01-01")
    make_article(title="Klima")

    page = search(client, "Klima").text

    for address in ["/konferenzen/", "/konferenzen/archiv/", "/wissen/"]:
        assert page.count(f'href="{address}?q=Klima"') == 1


@pytest.mark.parametrize("query", ["a" * 201, " ".join(f"w{n}" for n in range(11)), "\x00"])
def test_what_cannot_be_searched_is_refused_beside_the_field(client, query):
    response = search(client, query)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["q"]
    assert 'id="q-error"' in response.text


def test_without_a_query_there_is_the_form(client):
    page = client.get("/suche/").text

    assert page.count('<form class="search"') == 1
    assert "noindex" not in page


def test_results_are_named_and_not_indexed(client):
    page = search(client, "Klima & <Co>").text

    assert "Klima &amp; &lt;Co&gt;" in re.search(r"<title>(.*?)</title>", page)[1]
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page


def test_a_search_costs_as_many_queries_for_30_hits_as_for_3(client, django_assert_num_queries):
    def make(number):
        theme = make_theme()
        for _ in range(number):
            make_conference(title="Klima", themes=[theme])
            make_article(title="Klima", themes=[theme])
            make_network(themes=[theme], purpose="Klima")
        make_project(name=f"Klima {number}")

    make(3)
    with django_assert_num_queries(24):
        search(client, "Klima")
    make(27)
    with django_assert_num_queries(24):
        search(client, "Klima")


def test_the_name_of_the_field_in_another_letter_is_told(client):
    page = client.get("/suche/?Q=ulm").text

    assert "Unbekannter Filter „Q“: Er heißt „q“." in page
    assert "Unbekannter Filter" not in client.get("/suche/?Q=&q=ulm").text
