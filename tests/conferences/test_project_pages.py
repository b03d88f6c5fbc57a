import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.laender import Land
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
