"""What programs fetch is answered to every website, and at its address with a slash behind, too."""

import pytest

from tests.addresses import FEEDS, NEWS, TABLES
from tests.factories import make_article, make_conference, make_project, make_series, make_theme

pytestmark = pytest.mark.django_db

FILES = [
    *FEEDS,
    *NEWS,
    *TABLES,
    "/reihen/regionalkonferenzen.ics",
    "/konferenzen/ulm.ics",
    "/konferenzen/aenderungen.atom",
]


@pytest.fixture(autouse=True)
def _content():
    theme, project = make_theme(slug="energie"), make_project(slug="ulm")
    series = make_series(slug="regionalkonferenzen")
    make_conference(slug="ulm", themes=[theme], hosts=[project], series=series, land="NW")
    make_article(themes=[theme], projects=[project])


@pytest.mark.parametrize("address", FILES)
def test_every_website_may_read_a_file(client, address):
    plain = client.get(address)
    asked = client.get(address, headers={"Origin": "https://stadt.example"})

    assert plain.status_code == asked.status_code == 200
    assert plain.headers["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in plain.headers
    assert "Access-Control-Allow-Credentials" not in plain.headers
    assert dict(asked.headers) == dict(plain.headers)


@pytest.mark.parametrize("address", FILES)
def test_what_was_read_before_may_be_compared_from_any_website(client, address):
    etag = client.get(address).headers["ETag"]

    response = client.get(address, headers={"If-None-Match": etag, "Origin": "https://a.example"})

    assert response.status_code == 304
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", [*FILES, "/konferenzen/nie.ics", "/konferenzen.ics/"])
def test_a_browser_that_asks_first_is_allowed_to_read(client, address):
    headers = {"Access-Control-Request-Method": "GET", "Origin": "https://stadt.example"}

    response = client.options(address, headers=headers)

    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Vary" not in response.headers


def test_a_website_reads_that_a_file_is_missing(client):
    response = client.get("/konferenzen/nie.ics")

    assert response.status_code == 404
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [
        "/konferenzen/",
        "/konferenzen/ulm/",
        "/admin/x.ics",
        "/konto/x.csv",
        "/medien/unterlagen/x.ics",
    ],
)
def test_pages_logins_and_uploads_are_not_opened(client, address):
    assert "Access-Control-Allow-Origin" not in client.get(address).headers


@pytest.mark.parametrize("address", FILES)
def test_a_slash_behind_a_file_changes_nothing(client, address):
    plain = client.get(f"{address}?land=NW")

    with_slash = client.get(f"{address}/?land=NW")

    assert with_slash.status_code == 200
    assert with_slash.getvalue() == plain.getvalue()
    assert dict(with_slash.headers) == dict(plain.headers)


@pytest.mark.parametrize("address", ["/konferenzen/nie.ics/", "/nie.atom/", "/nie.csv/"])
def test_a_slash_behind_nothing_leads_nowhere(client, address):
    assert client.get(address).status_code == 404
