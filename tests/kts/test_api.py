"""Articles and networks as JSON: what pages show, and no more."""

import pytest

from tests.counting import number_of_queries
from tests.crowd import add_three
from tests.factories import make_article, make_conference, make_network, make_project, make_theme

pytestmark = pytest.mark.django_db

SITE = "https://katalog.example"


def test_an_article_is_told_whole(client):
    theme, project = (
        make_theme(name="Energie", slug="energie"),
        make_project(name="Ulm", slug="ulm"),
    )
    held = make_conference(title="Konferenz", slug="k")
    draft = make_conference(publication="draft")
    make_article(
        slug="a",
        title="Beitrag",
        themes=[theme],
        projects=[project],
        conferences=[held, draft],
        source="Nur für die Redaktion",
    )

    told = client.get("/api/v1/articles/a/").json()

    empty = ["authors_office", "effort", "cost_frame", "contact_office", "licence", "reused_by"]
    assert told == dict.fromkeys(empty, "") | {
        "slug": "a",
        "url": f"{SITE}/wissen/a/",
        "title": "Beitrag",
        "teaser": "Worum es geht.",
        "kind": "bericht",
        "published_on": "2022-03-01",
        "checked_on": None,
        "themes": [{"slug": "energie", "url": f"{SITE}/themen/energie/", "name": "Energie"}],
        "picture": None,
        "municipality_size": None,
        "text": "<p>Was gelernt wurde.</p>",
        "projects": [{"slug": "ulm", "url": f"{SITE}/modellprojekte/ulm/", "name": "Ulm"}],
        "conferences": [{"slug": "k", "url": f"{SITE}/konferenzen/k/", "title": "Konferenz"}],
        "attachments": [],
    }


def test_a_network_is_told_with_its_themes_and_members(client):
    theme, project = (
        make_theme(name="Energie", slug="energie"),
        make_project(name="Ulm", slug="ulm"),
    )
    make_network(slug="n", name="Netz", themes=[theme], projects=[project])

    told = client.get("/api/v1/networks/n/").json()

    assert told == {
        "slug": "n",
        "url": f"{SITE}/netzwerke/n/",
        "name": "Netz",
        "kind": "aeg",
        "purpose": "Wozu es da ist.",
        "contact_office": "",
        "themes": [{"slug": "energie", "url": f"{SITE}/themen/energie/", "name": "Energie"}],
        "projects": [{"slug": "ulm", "url": f"{SITE}/modellprojekte/ulm/", "name": "Ulm"}],
    }


@pytest.mark.parametrize(("name", "make"), [("articles", make_article), ("networks", make_network)])
def test_nothing_but_the_published_is_told(client, name, make):
    shown, draft = make(), make(publication="draft")
    gone = make(
        publication="withdrawn",
        published_at="2022-01-01T00:00Z",
        withdrawn_at="2022-02-01T00:00Z",
    )

    items = client.get(f"/api/v1/{name}/").json()["items"]
    answers = [client.get(f"/api/v1/{name}/{one.slug}/") for one in (draft, gone)]

    assert [item["slug"] for item in items] == [shown.slug]
    assert [answer.status_code for answer in answers] == [404, 410]


def test_articles_are_filtered_as_on_the_page(client):
    make_article(kind="bericht")
    interview = make_article(kind="interview")

    chosen = client.get("/api/v1/articles/?art=interview").json()
    refused = client.get("/api/v1/articles/?art=roman")

    assert [item["slug"] for item in chosen["items"]] == [interview.slug]
    assert refused.status_code == 422
    assert [refusal["field"] for refusal in refused.json()["fields"]] == ["art"]


@pytest.mark.parametrize("name", ["articles", "networks"])
def test_a_list_asks_the_same_of_few_and_many(client, name):
    theme, project = make_theme(), make_project()
    make_article(themes=[theme], projects=[project])
    make_network(themes=[theme], projects=[project])
    few = number_of_queries(client, f"/api/v1/{name}/")
    add_three()

    assert number_of_queries(client, f"/api/v1/{name}/") == few
