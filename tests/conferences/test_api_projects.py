"""Model projects as JSON."""

import pytest

from conferences.models import Member, ModelProject
from tests.factories import make_project

pytestmark = pytest.mark.django_db

SITE = "https://katalog.example"


def test_a_project_is_told_with_its_laender_and_members(client):
    project = make_project(
        name="Region", slug="region", laender=["NI", "BW"], latitude=50, longitude=10
    )
    Member.objects.create(project=project, name="Ort")

    told = client.get("/api/v1/projects/region/").json()

    assert told == {
        "slug": "region",
        "url": f"{SITE}/modellprojekte/region/",
        "name": "Region",
        "calendar": f"{SITE}/modellprojekte/region.ics",
        "kind": "stadt",
        "round": 2019,
        "laender": ["BW", "NI"],
        "website": "",
        "point": {"latitude": 50.0, "longitude": 10.0},
        "members": ["Ort"],
        "themes": [],
        **dict.fromkeys(ModelProject.FACTS, ""),
        **dict.fromkeys(["contact_mail", "population_as_of", "strategy_url"], ""),
        **dict.fromkeys(["population", "strategy_year"]),
    }


def test_projects_are_filtered_as_on_the_page(client):
    make_project(laender=["NI"], round=2019)
    project = make_project(laender=["NI", "BW"], round=2020)

    found = client.get("/api/v1/projects/?land=NI&runde=2020&runde=2021").json()
    refused = client.get("/api/v1/projects/?runde=1")

    assert [item["slug"] for item in found["items"]] == [project.slug]
    assert refused.status_code == 422
    assert [refusal["field"] for refusal in refused.json()["fields"]] == ["runde"]
