"""The sitemap: every public page once, and when it changed where that is known."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartcity.content.transaction import content_change
from smartcity.models import Page
from smartcity.outputs.sitemap import SiteMap
from tests.factories import (
    NOW,
    make_article,
    make_conference,
    make_network,
    make_project,
    make_series,
    make_theme,
    withdraw,
)

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = "https://katalog.example"
INDEX = "/sitemap.xml"


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def rows(response, kind):
    """[{name: text}] of the rows in an index (sitemap) or a page of it (url)."""
    root = ElementTree.fromstring(response.content)
    return [
        {part.tag.removeprefix(SITEMAP): part.text for part in row}
        for row in root.findall(f"{SITEMAP}{kind}")
    ]


def pages(client):
    """The paths the index leads to."""
    return [row["loc"].removeprefix(HOST) for row in rows(client.get(INDEX), "sitemap")]


def urls(client):
    """{path: last change or None} of everything below the index."""
    found = [row for page in pages(client) for row in rows(client.get(page), "url")]
    paths = [row["loc"].removeprefix(HOST) for row in found]
    assert len(set(paths)) == len(paths)
    return {path: row.get("lastmod") for path, row in zip(paths, found, strict=True)}


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_without_content_there_are_the_lists(client):
    assert pages(client) == ["/sitemap-seiten-1.xml"]
    assert urls(client) == dict.fromkeys(
        [
            "/",
            "/konferenzen/",
            "/konferenzen/archiv/",
            "/konferenzen/abonnieren/",
            "/konferenzen/karte/",
            "/modellprojekte/",
            "/themen/",
            "/wissen/",
            "/netzwerke/",
        ]
    )


def test_every_public_page_appears_once_and_answers(client):
    make_conference(slug="ulm")
    make_article(slug="beitrag")
    make_network(slug="zwillinge")
    make_project(slug="ulm")
    make_theme(slug="energie")
    make_series(slug="kongresse")
    Page.objects.create(slug="impressum", title="Impressum", body="<p>Text</p>")

    found = urls(client)

    assert set(found) >= {
        "/konferenzen/ulm/",
        "/wissen/beitrag/",
        "/netzwerke/zwillinge/",
        "/modellprojekte/ulm/",
        "/themen/energie/",
        "/reihen/kongresse/",
        "/impressum/",
    }
    assert {client.get(path).status_code for path in found} == {200}


def test_the_last_change_is_told_where_it_is_known(client):
    make_conference(slug="ulm").cancel(reason="", now=NOW + timedelta(days=2))
    make_conference(slug="geplant", publication="published", published_at=NOW - timedelta(days=1))
    make_article(slug="beitrag", now=NOW - timedelta(days=3))
    make_network(slug="zwillinge")
    make_theme(slug="energie")

    found = urls(client)

    assert {path: day for path, day in found.items() if day} == {
        "/konferenzen/ulm/": "2022-03-03",
        "/konferenzen/geplant/": "2022-03-01",
        "/wissen/beitrag/": "2022-03-01",
    }


@pytest.mark.parametrize("make", [make_conference, make_article, make_network])
def test_only_what_is_public_now_appears(client, make):
    make(publication="draft")
    make(publication="published", published_at=NOW + timedelta(days=1))
    make(publication="withdrawn", published_at=NOW - timedelta(days=1), withdrawn_at=NOW)

    assert pages(client) == ["/sitemap-seiten-1.xml"]


def test_a_merged_theme_leaves_the_place_to_its_target(client):
    energy, power = make_theme(slug="energie"), make_theme(slug="strom")
    with content_change(NOW) as change, change.writing(power):
        power.merge_into(energy)

    assert "/themen/energie/" in urls(client)
    assert "/themen/strom/" not in urls(client)


def test_easy_language_appears_once_it_has_a_text(client):
    page = Page.objects.create(slug="leichte-sprache", title="Leichte Sprache")
    before = "/leichte-sprache/" in urls(client)
    with content_change(NOW) as change, change.writing(page):
        page.body = "<p>Text</p>"
        page.save()

    after = "/leichte-sprache/" in urls(client)

    assert (before, after) == (False, True)


def test_long_kinds_have_pages_and_each_row_keeps_its_own(client, monkeypatch):
    monkeypatch.setattr(SiteMap, "limit", 2)
    first, *_others = conferences = [make_conference() for _ in range(5)]
    paths = {conference.get_absolute_url() for conference in conferences}

    assert len([page for page in pages(client) if "konferenzen" in page]) >= 3
    assert {path for path in urls(client) if path in paths} == paths

    withdraw(first)

    assert {path for path in urls(client) if path in paths} == paths - {first.get_absolute_url()}


def test_a_gap_in_the_keys_is_passed_over(client, django_assert_max_num_queries):
    first = make_conference()
    last = make_conference(pk=3_000_000_000)

    with django_assert_max_num_queries(30):
        found = urls(client)

    assert {first.get_absolute_url(), last.get_absolute_url()} <= set(found)


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-nie-1.xml",
        "/sitemap-konferenzen-0.xml",
        "/sitemap-konferenzen-2.xml",
        f"/sitemap-konferenzen-{'9' * 100}.xml",
        f"/sitemap-konferenzen-{'9' * 5000}.xml",
    ],
)
def test_a_page_that_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [INDEX, "/sitemap-konferenzen-1.xml", "/sitemap-wissen-1.xml", "/sitemap-themen-1.xml"],
)
def test_it_costs_the_same_for_one_of_each_and_for_three(client, address):
    def publish():
        make_conference(themes=[make_theme()], series=make_series(), number=1)
        make_article(themes=[make_theme()])

    publish()
    for_one = queries(client, address)
    publish()
    publish()

    assert queries(client, address) == for_one


@pytest.mark.parametrize("address", [INDEX, "/sitemap-seiten-1.xml"])
def test_what_is_known_is_not_sent_again(client, address):
    known = client.get(address)["ETag"]

    unchanged = client.get(address, headers={"if-none-match": known})
    make_conference()
    changed = client.get(address, headers={"if-none-match": known})

    assert (unchanged.status_code, changed.status_code) == (304, 200)


def test_it_speaks_for_the_site_and_not_for_the_host_that_was_asked(client):
    found = rows(client.get(INDEX, headers={"host": "localhost"}), "sitemap")

    assert found == [{"loc": f"{HOST}/sitemap-seiten-1.xml"}]
