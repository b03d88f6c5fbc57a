"""What the pages say of themselves to search engines, to browsers, and where a link is shared."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings
from PIL import Image

from smartcity.media.pictures import Picture
from smartcity.models import Page
from tests.factories import (
    NOW,
    make_article,
    make_conference,
    make_network,
    make_project,
    make_series,
    make_theme,
)
from tests.pictures import png
from tests.reading import structured, title, words

pytestmark = pytest.mark.django_db

HOST = "https://katalog.example"
PAGES = [
    "/",
    "/konferenzen/",
    "/konferenzen/archiv/",
    "/konferenzen/abonnieren/",
    "/konferenzen/ulm/",
    "/modellprojekte/",
    "/modellprojekte/ulm/",
    "/themen/",
    "/themen/energie/",
    "/reihen/kongresse/",
    "/wissen/",
    "/wissen/beitrag/",
    "/netzwerke/",
    "/netzwerke/zwillinge/",
    "/impressum/",
]


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def _content():
    make_conference(slug="ulm", title='Daten & "Karten"', teaser='Ein "Satz" & mehr.')
    make_article(slug="beitrag")
    make_network(slug="zwillinge")
    make_project(slug="ulm")
    make_theme(slug="energie")
    make_series(slug="kongresse")
    Page.objects.create(slug="impressum", title="Impressum", body="<p>Text</p>")


def meta(response):
    """{name or property: [content]}"""
    pattern = r'<meta (?:name|property)="([^"]*)" content="([^"]*)"'
    found = {}
    for name, content in re.findall(pattern, response.content.decode()):
        found.setdefault(name, []).append(unescape(content))
    return found


def canonical(response):
    return re.findall(r'<link rel="canonical" href="([^"]*)">', response.content.decode())


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.usefixtures("_content")
def test_a_shared_link_shows_what_the_page_is(client, address):
    page = client.get(address)

    head = meta(page)

    assert canonical(page) == [HOST + address] == head["og:url"]
    assert head["og:title"] == [title(page)]
    assert head["og:description"] == head["description"]
    assert head["og:site_name"] == ["Modellprojekte Smart Cities"]
    assert head["og:locale"] == ["de_DE"]
    assert head["twitter:card"] == ["summary_large_image"]
    assert len(head["og:type"]) == len(head["og:image"]) == 1
    assert head["og:image"][0].startswith(f"{HOST}/static/img/sharing")


@pytest.mark.parametrize(
    ("address", "kind"),
    [("/", "website"), ("/konferenzen/ulm/", "event"), ("/wissen/beitrag/", "article")],
)
@pytest.mark.usefixtures("_content")
def test_conferences_and_articles_are_shared_as_such(client, address, kind):
    assert meta(client.get(address))["og:type"] == [kind]


@pytest.mark.usefixtures("_content")
def test_quotes_end_no_attribute(client):
    head = meta(client.get("/konferenzen/ulm/"))

    assert head["og:title"] == ['22. März 2022, Daten & "Karten"']
    assert head["og:description"] == ['Ein "Satz" & mehr.']


def test_the_picture_of_the_site_is_as_large_as_the_head_says(client):
    file = Path(settings.BASE_DIR, "static/img/sharing.png")

    head = meta(client.get("/"))

    with Image.open(file) as picture:
        size = picture.size
    assert [(int(head[f"og:image:{side}"][0])) for side in ["width", "height"]] == [*size]
    assert size == (1200, 630)
    assert file.stat().st_size <= 60_000


def test_an_article_is_shared_with_its_own_picture(client):
    picture = Picture.objects.create(file=png(), alt="Ein Platz", credit="Stadt Ulm")
    make_article(slug="beitrag", picture=picture)

    head = meta(client.get("/wissen/beitrag/"))

    shown = {name: head[name] for name in head if name.startswith("og:image")}
    assert shown == {
        "og:image": [HOST + picture.file.url],
        "og:image:width": ["4"],
        "og:image:height": ["3"],
        "og:image:alt": ["Ein Platz"],
    }


def test_a_page_that_is_not_there_is_neither_indexed_nor_shared(client):
    head = meta(client.get("/nie/"))

    assert head["robots"] == ["noindex"]
    assert [name for name in head if name.startswith("og:")] == []


@pytest.mark.usefixtures("_content")
@pytest.mark.parametrize("address", ["/konferenzen/ulm/", "/themen/energie/", "/impressum/"])
def test_search_engines_get_the_way_back_that_readers_see(client, address):
    page = client.get(address)

    trail = structured(page, "BreadcrumbList")["itemListElement"]

    nav = re.search(r'<nav class="crumbs".*?</nav>', page.content.decode(), re.DOTALL)[0]
    links = re.findall(r'<a href="([^"]*)">(.*?)</a>', nav)
    assert trail == [
        {"@type": "ListItem", "position": number, "name": words(name), "item": HOST + path}
        for number, (path, name) in enumerate(links, start=1)
    ]


def test_the_home_page_names_who_is_behind_it_and_how_to_search(client):
    website = structured(client.get("/"), "WebSite")

    assert website["url"] == f"{HOST}/"
    assert website["publisher"] == {
        "@type": "Organization",
        "name": "Koordinierungs- und Transferstelle Modellprojekte Smart Cities",
        "alternateName": "KTS",
        "url": f"{HOST}/",
        "logo": f"{HOST}/static/img/brand.svg",
    }
    assert website["potentialAction"] == {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{HOST}/suche/?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }


def test_browsers_learn_how_to_search_the_site(client):
    page = client.get("/themen/").content.decode()

    answer = client.get("/opensearch.xml")

    root = ElementTree.fromstring(answer.content)
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    addresses = {url.get("type"): url.get("template") for url in root.findall(f"{namespace}Url")}
    assert page.count('<link rel="search" type="application/opensearchdescription+xml"') == 1
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert root.tag == f"{namespace}OpenSearchDescription"
    assert len(root.findtext(f"{namespace}ShortName")) <= 16
    assert root.findtext(f"{namespace}Description")
    assert addresses == {
        "text/html": f"{HOST}/suche/?q={{searchTerms}}",
        "application/opensearchdescription+xml": f"{HOST}/opensearch.xml",
    }


def test_robots_may_read_all_but_logins_searches_and_lists_with_two_filters(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().split("\n") == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /konto/",
        "Disallow: /suche/?",
        "Disallow: /konferenzen/*?*&",
        "Disallow: /modellprojekte/*?*&",
        "Disallow: /wissen/*?*&",
        "",
        f"Sitemap: {HOST}/sitemap.xml",
        "",
    ]
