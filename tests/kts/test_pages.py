import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kts.models import Article
from tests.crowd import add_hundreds, add_three
from tests.factories import (
    NOW,
    make_article,
    make_conference,
    make_network,
    make_project,
    make_theme,
)
from tests.reading import sections, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def marked(response):
    """The address of the tab on which the reader is."""
    return re.findall(r'href="([^"]*)" aria-current="page"', response.text.split("<main")[1])


def test_the_newest_article_comes_first(client):
    old = make_article(now=NOW - timedelta(days=2))
    new = make_article(now=NOW - timedelta(days=1))

    assert list(client.get("/wissen/").context["articles"]) == [new, old]


def test_a_tab_shows_one_kind_and_says_which(client):
    guide = make_article(kind=Article.Kind.GUIDE)
    make_article(kind=Article.Kind.REPORT)

    response = client.get("/wissen/?art=leitfaden")

    assert list(response.context["articles"]) == [guide]
    assert marked(response) == ["?art=leitfaden"]


def test_each_tab_is_called_by_the_plural_of_its_kind(client):
    make_article(kind=Article.Kind.GUIDE)

    tabs = re.search(r'<nav class="tabs".*?</nav>', client.get("/wissen/").text, re.DOTALL)[0]

    assert words(tabs) == (
        "Alle Praxisbeispiele (0) Leitfäden (1) Berichte (0) Interviews (0) Meldungen (0)"
    )


def test_a_list_without_hits_says_so_in_its_heading(client):
    make_article()

    assert sections(client.get("/wissen/"))[0] == "1 Beitrag"
    assert sections(client.get("/wissen/?q=nirgends"))[0] == "Kein Beitrag gefunden"


def test_a_tab_keeps_the_search_word(client):
    response = client.get("/wissen/?q=daten&seite=1")

    assert response.text.count('href="?q=daten&amp;art=leitfaden"') == 1


def test_no_draft_is_listed(client):
    make_article(publication="draft")
    make_network(publication="draft")

    assert list(client.get("/wissen/").context["articles"]) == []
    assert list(client.get("/netzwerke/").context["networks"]) == []


def test_no_draft_goes_with_an_article_or_a_network(client):
    theme = make_theme()
    draft = make_conference(themes=[theme], publication="draft")
    make_article(slug="beitrag", themes=[theme], conferences=[draft])
    make_network(slug="netz", themes=[theme])
    make_article(themes=[theme], publication="draft")

    article = client.get("/wissen/beitrag/").context
    network = client.get("/netzwerke/netz/").context

    assert [list(article["conferences"]), list(article["similar"])] == [[], []]
    assert list(network["conferences"]) == []
    assert [other.slug for other in network["articles"]] == ["beitrag"]


@pytest.mark.parametrize(("headings", "contents"), [(2, 0), (3, 1)])
def test_a_long_article_has_a_table_of_contents(client, headings, contents):
    make_article(slug="beitrag", text="".join(f"<h2>Teil {n}</h2>" for n in range(headings)))

    assert client.get("/wissen/beitrag/").text.count('class="toc"') == contents


def test_what_is_known_about_transferring_it_stands_in_a_box(client):
    make_article(slug="beitrag", effort="drei Tage", licence="CC BY 4.0")

    box = client.get("/wissen/beitrag/").text.split('<section class="transfer"')[1]

    assert re.findall(r"<dd>(.*?)</dd>", box) == ["drei Tage", "CC BY 4.0"]


def test_an_article_about_which_nothing_is_known_has_no_box(client):
    make_article(slug="beitrag")

    assert client.get("/wissen/beitrag/").text.count('class="transfer"') == 0


def test_a_network_leads_to_its_members(client):
    make_network(slug="netz", projects=[make_project(slug="ulm"), make_project(slug="jena")])

    main = client.get("/netzwerke/netz/").text.split("<main")[1]

    assert re.findall(r'href="(/modellprojekte/.+?)"', main) == [
        "/modellprojekte/ulm/",
        "/modellprojekte/jena/",
    ]


@pytest.mark.parametrize("path", ["/wissen/", "/wissen/?art=bericht", "/netzwerke/"])
def test_a_list_costs_as_many_queries_for_300_rows_as_for_3(
    client, path, django_assert_num_queries
):
    add_three()
    with CaptureQueriesContext(connection) as few:
        client.get(path)

    add_hundreds()
    # They came in without a new version, for which the counts are kept.
    cache.clear()

    with django_assert_num_queries(len(few)):
        client.get(path)
    assert len(few) <= 24
