"""What is found by which words, alike on every database, and what comes first."""

import pytest

from conferences.models import Conference, ModelProject
from kts.models import Article
from smartcity.search.query import searched_words
from smartcity.search.stemming import stored_form
from tests.factories import make_article, make_conference, make_network, make_project, make_theme

pytestmark = pytest.mark.django_db

FOUND = [
    ("Beteiligung", "Bürgerbeteiligung"),
    ("beteiligen", "Bürgerbeteiligung"),
    ("buergerbeteiligung", "Bürgerbeteiligung"),
    ("Burgerbeteiligung", "Bürgerbeteiligungen"),
    ("Stadt", "Städte"),
    ("Städte", "Innenstadt"),
    ("staedte", "Kleinstädten"),
    ("Strasse", "Friedrichstraße"),
    ("Straßen", "Friedrichstrasse"),
    ("Öffentlichkeit", "Oeffentlichkeitsarbeit"),
    ("Klima", "Klimaanpassung"),
    ("Haus", "Häuser"),
    ("Häuser", "Häusern"),
    ("Bürger", "Bürger:innen"),
    ("Bürgerinnen", "Bürgern"),
    ("Daten", "Geodaten"),
    ("Lösung", "Komplettlösungen"),
    ("Ämter", "Amt"),
    ("Workshops", "Workshop"),
    ("Zentrum", "Datenzentren"),
    ("Themen", "Thema"),
    ("KI", "KI-Projekt"),
    ("IoT", "IoT"),
    ("5G", "5G-Netz"),
    ("LoRaWAN", "LoRaWAN-Netze"),
    ("E-Government", "eGovernment"),
    ("eGovernment", "E-Government"),
    ("Open-Data-Portal", "Portal für Open Data"),
    ("OPEN DATA", "Open-Data-Portal"),
    ("die Stadt und das Klima", "Klima der Städte"),
    ("Koeln", "Köln"),
    ("Beteili\xadgung", "Beteiligung"),
    ("finanzieren", "ﬁnanzierung"),
    ("2022", "März 2022"),
]
NOT_FOUND = [
    ("KI", "Risiko"),
    ("IoT", "Patriot"),
    ("GIS", "Logistik"),
    ("Rat", "Beratung"),
    ("Bürger", "Hamburg"),
    ("Träger", "Vertrag"),
    ("Dörfer", "Düsseldorf"),
    ("3", "30 Plätze im Jahr 2023"),
    ("Stadt Klima", "Stadt"),
    ("!!!", "!!!"),
    ("%", "100 %"),
    ("_", "a_b"),
]


def found(query, text):
    make_article(teaser=text)
    return Article.objects.searching(query).exists()


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_a_word_finds_its_forms_and_compounds(query, text):
    assert found(query, text)


@pytest.mark.parametrize(("query", "text"), NOT_FOUND)
def test_a_word_does_not_find_what_only_looks_alike(query, text):
    assert not found(query, text)


def test_an_empty_query_leaves_all_in_their_order():
    first, second = make_article(title="A"), make_article(title="B")

    assert list(Article.objects.searching(" ").by_relevance(" ")) == [second, first]


def test_a_query_of_nothing_but_stop_words_is_searched():
    assert [word.folded for word in searched_words("in der")] == ["in", "der"]


def test_every_form_is_stored_once_between_spaces():
    assert stored_form("Städte und Städte") == " staedte stadt und "


def test_the_better_hit_comes_first_then_the_later_date():
    texts = [
        ("Titel", "<p>Die Umgehungsstraßenbeleuchtung.</p>"),
        ("Titel", "<p>Die Straßenbeleuchtungen.</p>"),
        ("Titel", "<p>Die Straßenbeleuchtung.</p>"),
        ("Umgehungsstraßenbeleuchtung", "<p>Text</p>"),
        ("Straßenbeleuchtungen", "<p>Text</p>"),
        ("Die Straßenbeleuchtung", "<p>Text</p>"),
        ("Straßenbeleuchtung heute", "<p>Text</p>"),
    ]
    made = [make_article(title=title, text=text) for title, text in texts]

    hits = Article.objects.newest().searching("strassenbeleuchtung")

    assert list(hits.by_relevance("strassenbeleuchtung")) == made[::-1]


def test_a_hit_in_two_titles_comes_before_one_in_title_and_text():
    both = make_article(title="Energie und Klima")
    make_article(title="Energie", teaser="Auch das Klima.")

    assert Article.objects.searching("Klima Energie").by_relevance("Klima Energie").first() == both


def test_upcoming_conferences_of_equal_relevance_keep_their_order():
    later = make_conference(title="Klima", starts_on="2030-05-01")
    sooner = make_conference(title="Klima", starts_on="2030-04-01")

    hits = Conference.objects.upcoming(sooner.starts_on).searching("klima").by_relevance("klima")

    assert list(hits) == [sooner, later]


def test_a_conference_is_found_by_what_belongs_to_it():
    theme, host = make_theme(name="Hitzeschutz"), make_project(name="Stadt Ulm")
    item = {"title": "Werkstatt", "starts": "10:00", "speakers": "Leitstelle", "text": "Sensoren"}
    conference = make_conference(themes=[theme], hosts=[host], programme=[item], land="NW")
    make_conference(starts_on="2023-04-01")

    for query in ["Hitze", "Ulm", "Werkstatt", "Leitstelle", "Sensor", "Nordrhein", "März 2022"]:
        assert list(Conference.objects.searching(query)) == [conference], query


def test_a_network_is_found_by_its_members_and_a_project_by_its_land():
    project = make_project(name="Kielregion", laender=["SH"])
    network = make_network(projects=[project])

    assert list(type(network).objects.searching("kielregion")) == [network]
    project.save()
    assert list(ModelProject.objects.searching("schleswig")) == [project]
