"""What holds for the whole API: versions, other websites, refusals, its document and its page."""

import json

import pytest
from openapi_spec_validator import validate

from smartcity.content.transaction import content_change
from tests.factories import NOW, make_conference, make_theme

pytestmark = pytest.mark.django_db

LISTS = ["conferences", "projects", "themes", "articles", "networks"]
EVERYWHERE = ["/api/v1/", "/api/v1/openapi.json", *[f"/api/v1/{name}/" for name in LISTS]]


def refused(response):
    """The parameters a refusal names."""
    return [refusal["field"] for refusal in response.json()["fields"]]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_what_a_reader_has_already_costs_one_query(client, address, django_assert_num_queries):
    etag = client.get(address).headers["ETag"]

    with django_assert_num_queries(1):
        again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    assert again.headers["Cache-Control"] == "public, max-age=60"


def test_a_change_is_a_new_version_and_another_question_another_one(client):
    theme = make_theme()
    first = client.get("/api/v1/themes/").headers["ETag"]
    with content_change(NOW) as change, change.writing(theme):
        theme.save()

    changed = client.get("/api/v1/themes/").headers["ETag"]
    other = client.get("/api/v1/themes/?limit=5").headers["ETag"]

    assert len({first, changed, other}) == 3


@pytest.mark.parametrize("address", EVERYWHERE)
def test_head_answers_like_get_without_a_body(client, address):
    got, asked = client.get(address), client.head(address)

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers == got.headers


@pytest.mark.parametrize("address", [*EVERYWHERE, "/api/v1/nie/", "/api/v1/themes"])
def test_scripts_of_other_websites_may_read(client, address):
    response = client.get(address, headers={"Origin": "https://stadt.example"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Vary" not in response.headers


def test_a_browser_that_asks_first_is_told_that_it_may_read(client):
    response = client.options("/api/v1/themes/", headers={"Access-Control-Request-Method": "GET"})

    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match, If-Modified-Since"


def test_only_the_api_is_read_from_elsewhere(client):
    assert "Access-Control-Allow-Origin" not in client.get("/konferenzen/").headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", EVERYWHERE)
def test_nobody_writes(client, address, method):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", ["/api/v1/nie/", "/api/nie", "/api/v1/themes/nie/"])
def test_what_does_not_exist_is_told_as_json(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert {*response.json()} == {"message", "fields"}


def test_a_failure_is_told_as_json(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("conferences.outputs.api.theme.page_of", lambda *args: 1 / 0)

    response = client.get("/api/v1/themes/")

    assert response.status_code == 500
    assert response.json()["fields"] == []


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("limit=%00", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("cursor=x", "cursor"),
        ("cursor=%00", "cursor"),
        ("cursor=" + "a" * 501, "cursor"),
        ("cursor=WzAsInRoZW1hIiw5XQ:A9QXCxVceA36xyumB92xO_Z2Mp03iHy4VRA_U_QJLRA", "cursor"),
        ("themen=energie", "themen"),
        ("sortierung=relevanz", "sortierung"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(client, name, query, field):
    response = client.get(f"/api/v1/{name}/?{query}")

    assert response.status_code == 422
    assert refused(response) == [field]


def test_the_next_rows_stand_at_an_address(client):
    first, second, third = (make_theme(name=name) for name in "ABC")

    page = client.get("/api/v1/themes/?limit=2").json()
    following = client.get(page["next"].removeprefix("https://katalog.example")).json()

    assert [item["slug"] for item in page["items"]] == [first.slug, second.slug]
    assert [item["slug"] for item in following["items"]] == [third.slug]
    assert following["next"] is None


def test_the_document_is_valid_openapi(client):
    validate(client.get("/api/v1/openapi.json").json())


def test_the_document_names_every_parameter_of_the_page(client):
    told = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/conferences/"]["get"]

    names = {parameter["name"] for parameter in told["parameters"]}
    assert {"q", "thema", "land", "von", "bis", "zeit", "limit", "cursor"} <= names
    assert "sortierung" not in names


def test_the_page_for_people_tells_what_the_document_tells(client):
    document = client.get("/api/v1/openapi.json").json()

    page = client.get("/api/v1/").content.decode()

    for path, methods in document["paths"].items():
        assert f"GET https://katalog.example{path}" in page
        for parameter in methods["get"]["parameters"]:
            assert parameter["in"] == "path" or f"<dt>{parameter['name']}</dt>" in page


def test_every_example_on_the_page_works(client):
    make_conference()
    page = client.get("/api/v1/")

    for operation in page.context["operations"]:
        address = operation.example.removeprefix("https://katalog.example")
        assert not address or client.get(address).status_code == 200


def test_the_document_can_be_read_without_translations_of_the_reader(client):
    document = client.get("/api/v1/openapi.json", headers={"Accept-Language": "en"})

    assert json.loads(document.content)["info"]["version"] == "1"
