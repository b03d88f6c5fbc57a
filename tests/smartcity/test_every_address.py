"""What holds for every public address, whatever it shows and whatever was asked."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, resolve

from smartcity.models import Page
from tests.addresses import ADDRESSES, API, FEEDS, LISTS, NEWS, TABLES
from tests.factories import (
    make_article,
    make_conference,
    make_network,
    make_project,
    make_series,
    make_theme,
)

pytestmark = pytest.mark.django_db

# Behind a login or a secret link; uploads have tests of their own.
NOT_LISTED = ("admin/", "konto/", "vorschau/", "medien/")
NONSENSE = [
    "thema=nie",
    "land=XX&land=&land=NW",
    "format=%ff%fe",
    "q=%00",
    "thema=%00",
    "projekt=%00&reihe=%00&jahr=%00&status=%00&art=%00&runde=%00&groesse=%00",
    "q=" + "a" * 10_000,
    "q=%25_%27%22%5C",
    "von=2022-02-30",
    "von=%00&bis=%F0%9F%98%80",
    "von=2022-05-01&bis=2022-04-01",
    "von=0001-01-01&bis=9999-12-31",
    "jahr=99999999999999999999",
    "runde=" + "9" * 5000,
    "sortierung=nie&sortierung=%00",
    "&".join(f"thema=t{number}" for number in range(200)),
    "&".join(f"x{number}={number}" for number in range(200)),
]


# To the month of the next conference.
LEADS_ON = "konferenzen/kalender/"


@pytest.fixture(scope="module")
def _content(django_db_setup, django_db_blocker):
    """Made once for all: who reads changes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_content()
        yield
        transaction.set_rollback(True)


def make_content():
    theme = make_theme(slug="energie")
    project = make_project(slug="ulm", latitude="48.39841", longitude="9.99155")
    series = make_series(slug="regionalkonferenzen")
    shown = {"themes": [theme], "projects": [project]}
    conference = make_conference(
        slug="regionalkonferenz-03-2022", themes=[theme], hosts=[project], series=series, number=3
    )
    make_conference(starts_on=date(2099, 1, 1), themes=[theme])
    make_article(slug="regionalkonferenz-ulm", conferences=[conference], **shown)
    make_network(slug="urbane-digitale-zwillinge", **shown)
    for slug in ["impressum", "datenschutz", "barrierefreiheit"]:
        Page.objects.create(slug=slug, title=slug.title(), body="<p>Text</p>")


def routes(patterns, before=""):
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def test_no_public_address_was_forgotten():
    public = {
        route for route in routes(get_resolver().url_patterns) if not route.startswith(NOT_LISTED)
    }

    asked = {resolve(urlsplit(address).path).route for address in [*ADDRESSES, *API]}
    assert public - asked == {f"{slug}/" for slug in Page.OPTIONAL} | {LEADS_ON}


@pytest.mark.parametrize("address", [*ADDRESSES, *API])
@pytest.mark.usefixtures("_content")
def test_no_reader_gets_a_cookie_or_an_answer_that_varies_by_one(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("address", [*ADDRESSES, *API])
@pytest.mark.usefixtures("_content")
def test_pages_load_nothing_from_elsewhere_and_run_nothing(client, address):
    page = client.get(address).getvalue().decode()

    loaded = re.findall(
        r'<(?:link|img|script|iframe|source|object)\b[^>]*(?:src|href)="([^"]+)"', page
    )
    hosts = {urlsplit(target).hostname for target in loaded} - {None, "katalog.example"}
    assert hosts == set()
    assert "style=" not in page
    assert not re.search(r"<script(?! type=\"application/ld\+json\">)|\son[a-z]+=", page)


@pytest.mark.parametrize("address", [*ADDRESSES, *API])
@pytest.mark.usefixtures("_content")
def test_every_page_carries_its_protection(client, address):
    headers = client.get(address).headers

    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("query", ["", *NONSENSE])
@pytest.mark.usefixtures("_content")
def test_the_calendar_leads_on_without_a_cookie_whatever_is_asked(client, query):
    response = client.get(f"/{LEADS_ON}?{query}")

    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize(
    "address", [*LISTS, *FEEDS, *NEWS, *TABLES, "/konferenzen/abonnieren/", "/suche/"]
)
@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.usefixtures("_content")
def test_no_question_breaks_a_list(client, address, query):
    assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("address", ["/konferenzen/", "/konferenzen/archiv/", "/wissen/"])
@pytest.mark.parametrize("page", ["-1", "0", "2", "x", "last", "9" * 5000, "%00", "1.0"])
@pytest.mark.usefixtures("_content")
def test_a_page_that_does_not_exist_is_not_found(client, address, page):
    assert client.get(f"{address}?seite={page}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/nie/",
        "/konferenzen/nie/",
        "/konferenzen/%00/",
        "/konferenzen/%ff%fe/",
        "/konferenzen/kalender/1999/3/",
        "/konferenzen/nie.ics",
        "/modellprojekte/nie/",
        "/modellprojekte/nie.ics",
        "/themen/nie.ics",
        "/themen/nie.atom",
        "/modellprojekte/nie.atom",
        "/reihen/nie.ics",
        "/themen/nie/",
        "/reihen/nie/",
        "/wissen/nie/",
        "/netzwerke/nie/",
        "/leichte-sprache/",
        "/vorschau/nie/",
        "/medien/nie.pdf",
    ],
)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_no_file_outside_the_uploads_is_served(client):
    assert client.get("/medien/../manage.py").status_code == 400


@pytest.mark.usefixtures("_content")
def test_error_pages_link_to_the_legal_texts(client):
    page = client.get("/nie/").content.decode()

    assert 'href="/impressum/"' in page
    assert 'href="/datenschutz/"' in page


@pytest.mark.parametrize("make", [make_conference, make_article, make_network])
def test_a_draft_answers_404_and_a_withdrawn_page_410(client, make):
    draft = make(publication="draft")
    scheduled = make(publication="published", published_at="2099-01-01T00:00Z")
    gone = make(
        publication="withdrawn",
        published_at="2022-01-01T00:00Z",
        withdrawn_at="2022-02-01T00:00Z",
    )

    answers = [client.get(obj.get_absolute_url()).status_code for obj in [draft, scheduled, gone]]

    assert answers == [404, 404, 410]
