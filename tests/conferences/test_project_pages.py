import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.laender import Land
from conferences.map.directory import label_on_map
from conferences.models import Participation
from tests.crowd import add_hundreds, add_three
from tests.factories import (
    FIRST_DAY,
    NOW,
    make_article,
    make_conference,
    make_network,
    make_participation,
    make_project,
)

pytestmark = pytest.mark.django_db

LAST_YEAR = date(2021, 5, 4)


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def listed(response):
    """{"Hessen": [names]} as the page shows them."""
    sections = re.findall(r"<section><h3>(.*?) <span>(.*?)</section>", response.text, re.DOTALL)
    return {land: re.findall(r'class="title"[^>]*>(.*?)</a>', rows) for land, rows in sections}


def test_a_cooperation_in_two_laender_is_found_under_each(client):
    make_project(name="Rhein-Neckar", laender=[Land.BW, Land.HE])
    make_project(name="Kassel", laender=[Land.HE])

    response = client.get("/modellprojekte/")

    assert listed(response) == {
        "Baden-Württemberg": ["Rhein-Neckar"],
        "Hessen": ["Kassel", "Rhein-Neckar"],
    }
    assert len(response.context["projects"]) == 2


@pytest.mark.parametrize(("land", "name"), [("BW", "Baden-Württemberg"), ("HE", "Hessen")])
def test_filtered_by_one_of_its_laender_it_stands_there_alone(client, land, name):
    make_project(name="Rhein-Neckar", laender=[Land.BW, Land.HE])
    make_project(name="Ulm", laender=[Land.BY])

    assert listed(client.get(f"/modellprojekte/?land={land}")) == {name: ["Rhein-Neckar"]}


def test_an_unknown_land_shows_no_project(client):
    make_project()

    response = client.get("/modellprojekte/?land=XX")

    assert response.status_code == 200
    assert listed(response) == {}


def test_a_draft_does_not_make_a_host(client):
    project = make_project()
    make_conference(hosts=[project], publication="draft")
    make_conference(hosts=[project])

    (shown,) = client.get("/modellprojekte/").context["projects"]

    assert shown.hosted_count == 1


def test_a_project_page_tells_hosting_from_taking_part(client):
    project = make_project(slug="ulm")
    hosted = make_conference(hosts=[project], starts_on=LAST_YEAR)
    joined = make_conference(starts_on=LAST_YEAR + timedelta(days=1))
    make_participation(joined, project, Participation.Role.CONTRIBUTION)
    coming = make_conference(hosts=[project], starts_on=FIRST_DAY)
    make_conference(starts_on=LAST_YEAR)

    context = client.get("/modellprojekte/ulm/").context

    assert list(context["hosted"]) == [hosted]
    assert list(context["joined"]) == [joined]
    assert list(context["upcoming"]) == [coming]


def test_a_project_page_leads_to_the_calendar_of_the_project(client):
    make_project(slug="ulm")

    response = client.get("/modellprojekte/ulm/")

    assert response.text.count('href="/konferenzen/abonnieren/?projekt=ulm"') == 1
    assert ">https://katalog.example/modellprojekte/ulm.ics</a>" in response.text


def test_a_project_page_stands_out_on_the_map_alone(client):
    make_project(slug="ulm", latitude=48.4, longitude=9.99)
    make_project(latitude=50, longitude=10)

    response = client.get("/modellprojekte/ulm/")

    assert response.text.count('class="pt pt--host"') == 1
    assert response.text.count('class="pt pt--mute"') == 2


def test_no_draft_appears_on_a_project_page(client):
    project = make_project(slug="ulm")
    make_conference(hosts=[project], publication="draft")
    make_conference(hosts=[project], publication="draft", starts_on=LAST_YEAR)
    make_article(projects=[project], publication="draft")
    make_network(projects=[project], publication="draft")

    context = client.get("/modellprojekte/ulm/").context

    lists = ["upcoming", "hosted", "joined", "articles", "networks"]
    assert [list(context[name]) for name in lists] == [[]] * 5


def test_the_directory_costs_as_many_queries_for_300_rows_as_for_3(
    client, django_assert_num_queries
):
    add_three()
    with CaptureQueriesContext(connection) as few:
        client.get("/modellprojekte/")

    add_hundreds()
    # What was counted for the page stays as it was until the next edit.
    cache.clear()

    with django_assert_num_queries(len(few)):
        client.get("/modellprojekte/")
    assert len(few) <= 12


def test_a_profile_answers_what_it_knows_and_asks_nothing_else(client):
    make_project(
        name="Ulm",
        slug="ulm",
        own_name="Ulm4CleverCity",
        focus="Die Stadt setzt auf offene Daten.",
        population=128928,
        population_as_of="31.12.2022",
        measures="Sensoren melden Wasserbedarf.\n\nEin offenes Funknetz.",
    )

    text = client.get("/modellprojekte/ulm/").text

    assert "Ulm4CleverCity: Die Stadt setzt auf offene Daten." in text
    assert "128.928" in text
    assert re.findall(r"<li>(.*?)</li>", text[text.index('class="made"') :])[:2] == [
        "Sensoren melden Wasserbedarf.",
        "Ein offenes Funknetz.",
    ]
    assert "Förderung" not in re.findall("<dt>(.*?)</dt>", text)


def test_the_nearest_projects_stand_beside_the_map(client):
    make_project(name="Ulm", slug="ulm", latitude=Decimal("48.4"), longitude=Decimal("10.0"))
    make_project(name="Aalen", latitude=Decimal("48.8"), longitude=Decimal("10.1"))
    make_project(name="Kiel", latitude=Decimal("54.3"), longitude=Decimal("10.1"))
    make_project(name="Ohne Punkt")

    response = client.get("/modellprojekte/ulm/")

    nearest = [(project.name, distance) for project, distance in response.context["nearest"]]
    assert nearest == [("Aalen", 45), ("Kiel", 656)]


@pytest.mark.parametrize(
    ("longitude", "name", "anchor"),
    [("10.0", "Ulm", "start"), ("14.9", "Görlitz", "end"), ("10.0", "Amt " * 12, "middle")],
)
def test_the_name_on_the_map_stays_inside(longitude, name, anchor):
    project = make_project(name=name, latitude=Decimal("51"), longitude=Decimal(longitude))

    assert label_on_map(project)[2] == anchor
