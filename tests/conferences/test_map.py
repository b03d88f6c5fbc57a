import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.coordinates import plane_point
from conferences.laender import Land
from conferences.map import places
from conferences.models import Conference, Member
from tests.factories import NOW, make_conference, make_project, make_theme
from tests.reading import map_links, words

pytestmark = pytest.mark.django_db

MAP = "/konferenzen/karte/"
ULM = {"latitude": "48.39841", "longitude": "9.99155"}
BERLIN = {"latitude": "52.52437", "longitude": "13.41053"}


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def listed(response):
    """{Land: [name of each place]}"""
    return {
        land and land.label: [place.name for place in found]
        for land, found, _number in response.context["places"].by_land
    }


def test_a_venue_is_a_point_that_leads_to_its_conference(client):
    make_conference(slug="ulm", title="Energie", city="Ulm", land="BW", **ULM)

    response = client.get(MAP)

    ((address, name),) = map_links(response)
    assert address == "/konferenzen/ulm/"
    assert name.startswith("Ulm: Energie (")
    assert listed(response) == {"Baden-Württemberg": ["Ulm"]}
    (place,) = response.context["places"].all
    assert not place.is_host


def test_a_virtual_conference_stands_with_its_host_and_not_at_a_venue(client):
    host = make_project(name="Ulm", laender=[Land.BW], **ULM)
    make_conference(format=Conference.Format.VIRTUAL, hosts=[host], host_region="Ulm", **BERLIN)

    response = client.get(MAP)

    (place,) = response.context["places"].all
    assert (place.name, place.is_host, place.point) == ("Ulm", True, host.point)
    assert "Gastgeber: Ulm" in words(response.text)


def test_without_a_known_venue_each_host_is_a_place(client):
    hosts = [
        make_project(name=name, laender=["NW"], **ULM) for name in ["Iserlohn", "Südwestfalen"]
    ]
    make_conference(slug="iserlohn", city="Hagen", land="NW", hosts=hosts)

    response = client.get(MAP)

    assert listed(response) == {"Nordrhein-Westfalen": ["Iserlohn", "Südwestfalen"]}
    assert {address for address, _name in map_links(response)} == {"/konferenzen/iserlohn/"}


def test_several_conferences_of_one_place_share_a_point_that_leads_to_their_list(client):
    for year in [2021, 2022]:
        make_conference(city="Ulm", land="BW", starts_on=date(year, 3, 22), **ULM)

    response = client.get(MAP)

    ((address, name),) = map_links(response)
    assert address.startswith("#")
    assert response.text.count(f'id="{address[1:]}"') == 1
    assert name.startswith("Ulm: 2 ")


def test_what_is_upcoming_and_what_is_past_differ_in_words(client):
    make_conference(city="Ulm", land="BW", starts_on=date(2021, 3, 22), **ULM)
    make_conference(city="Berlin", land="BE", **BERLIN)

    names = dict(name.split(": ", 1) for _address, name in map_links(client.get(MAP)))

    assert names["Ulm"].rpartition("(")[2] != names["Berlin"].rpartition("(")[2]


def test_what_was_cancelled_and_is_over_is_past(client):
    make_conference(city="Ulm", land="BW", starts_on=date(2021, 3, 22), status="abgesagt", **ULM)

    page = client.get(f"{MAP}?status=abgesagt").text

    assert "</time>, vergangen;" in page
    assert "kommend;" not in page


def test_a_conference_without_any_point_is_listed_below_the_places(client):
    conference = make_conference()

    response = client.get(MAP)

    assert map_links(response) == []
    assert response.context["places"].unlocated == [conference]
    assert f'href="{conference.get_absolute_url()}"' in response.text


def test_a_host_in_two_laender_stands_under_each_with_an_id_of_its_own(client):
    host = make_project(name="Rhein-Neckar", laender=[Land.BW, Land.HE], **ULM)
    for _ in range(2):
        make_conference(hosts=[host])

    response = client.get(MAP)

    assert listed(response) == {"Baden-Württemberg": ["Rhein-Neckar"], "Hessen": ["Rhein-Neckar"]}
    ids = re.findall(r'id="(ort-[^"]*)"', response.text)
    assert len(ids) == len(set(ids)) == 2


def numbers(response):
    """{Land: the number beside it}"""
    found = re.findall(r"<section><h3>(.*?) <span>(\d+)</span></h3>", response.text)
    return {words(land): int(number) for land, number in found}


def test_a_conference_stands_under_its_own_land_and_not_under_those_of_its_hosts(client):
    host = make_project(name="Zwillinge", laender=[Land.HH, Land.SN, Land.BY], **ULM)
    make_conference(land="BY", city="München", hosts=[host])
    make_conference(format=Conference.Format.VIRTUAL, land="SN", hosts=[host])

    assert listed(client.get(MAP)) == {"Bayern": ["Zwillinge"], "Sachsen": ["Zwillinge"]}


def test_a_venue_without_a_land_stands_under_that_of_its_hosts(client):
    make_conference(city="Ulm", hosts=[make_project([Land.BW], name="Kreis")], **ULM)

    assert listed(client.get(MAP)) == {"Baden-Württemberg": ["Ulm"]}
    assert listed(client.get(f"{MAP}?land=BW")) == {"Baden-Württemberg": ["Ulm"]}


def test_a_venue_without_a_point_lies_where_its_town_is_known_to_lie(client):
    twins = make_project(name="Zwillinge", laender=[Land.HH, Land.BY], **BERLIN)
    Member.objects.create(project=twins, name="München", **ULM)
    make_project(name="Ulm", laender=[Land.BW], **ULM)
    for city, land in [("München", "BY"), ("Ulm", "BW"), ("Neu-Ulm", "BY")]:
        make_conference(city=city, land=land, hosts=[twins])

    places = client.get(MAP).context["places"].all

    found = [(place.name, place.is_host, place.point) for place in places]
    ulm = plane_point(*ULM.values())
    assert found == [("München", False, ulm), ("Ulm", False, ulm), ("Zwillinge", True, twins.point)]


def test_a_town_of_which_two_points_are_known_has_none(client):
    for point in [ULM, BERLIN]:
        Member.objects.create(project=make_project(), name="Neustadt", **point)
    conference = make_conference(city="Neustadt")

    assert client.get(MAP).context["places"].unlocated == [conference]


def test_only_the_chosen_laender_are_headings(client):
    host = make_project(name="Zwillinge", laender=[Land.HH, Land.SN], **ULM)
    other = make_project(name="Kiel", laender=[Land.SH], **BERLIN)
    for _ in range(2):
        make_conference(hosts=[host, other])

    response = client.get(f"{MAP}?land=SN")

    assert listed(response) == {"Sachsen": ["Zwillinge"]}
    ((address, _name),) = map_links(response)
    assert response.text.count(f'id="{address[1:]}"') == 1


def test_the_number_beside_a_land_is_that_of_the_conferences_below_it(client):
    hosts = [make_project(name=name, laender=["NW"], **ULM) for name in ["Köln", "Soest"]]
    make_conference(hosts=hosts)
    for _ in range(2):
        make_conference(city="Ulm", land="BW", **ULM)

    assert numbers(client.get(MAP)) == {"Baden-Württemberg": 2, "Nordrhein-Westfalen": 1}


def test_several_days_are_told_as_such(client):
    make_conference(starts_on=date(2022, 5, 8), ends_on=date(2022, 5, 9))
    make_conference(starts_on=date(2022, 4, 30), ends_on=date(2022, 5, 1))
    make_conference(starts_on=date(2022, 12, 31), ends_on=date(2023, 1, 1))

    page = words(client.get(MAP).text)

    for days in ["8. bis 9. Mai 2022", "30. April bis 1. Mai 2022"]:
        assert days in page
    assert "31. Dezember 2022 bis 1. Januar 2023" in page


def test_filters_apply_to_points_and_list_and_stay_in_other_views(client):
    theme = make_theme(slug="energie")
    make_conference(slug="ulm", city="Ulm", land="BW", themes=[theme], **ULM)
    make_conference(city="Berlin", land="BE", **BERLIN)

    response = client.get(f"{MAP}?thema=energie")

    assert [address for address, _name in map_links(response)] == ["/konferenzen/ulm/"]
    assert listed(response) == {"Baden-Württemberg": ["Ulm"]}
    assert 'href="/konferenzen/?thema=energie"' in response.text
    assert 'href="/konferenzen/kalender/?thema=energie"' in response.text


def test_no_draft_is_on_the_map(client):
    make_conference(publication="draft", city="Ulm", land="BW", **ULM)
    make_conference(publication="draft", hosts=[make_project(**ULM)])

    response = client.get(MAP)

    assert map_links(response) == []
    assert response.context["conferences"] == []


def test_the_map_shows_a_limited_number_and_says_so(client, monkeypatch):
    monkeypatch.setattr(places, "MAX_CONFERENCES", 2)
    days = [date(2022, month, 5) for month in [4, 5, 6]]
    made = [make_conference(starts_on=day, city="Ulm", land="BW", **ULM) for day in days]

    response = client.get(MAP)

    assert response.context["conferences"] == [made[2], made[1]]
    assert response.context["left_out_after"] == 2


def test_where_the_data_come_from_stands_on_the_page(client):
    text = words(client.get(MAP).text)

    assert "GeoNames, CC BY 4.0" in text
    assert "Natural Earth" in text


def test_the_points_of_the_directory_are_links_with_names(client):
    make_project(slug="ulm", name="Ulm", **ULM)
    make_project(name="Ohne Punkt")

    assert map_links(client.get("/modellprojekte/")) == [("/modellprojekte/ulm/", "Ulm")]


def test_the_directory_keeps_its_filter_on_the_map(client):
    make_project(name="Ulm", laender=["BW"], **ULM)
    make_project(name="Berlin", laender=["BE"], **BERLIN)

    response = client.get("/modellprojekte/?land=BE")

    assert [name for _address, name in map_links(response)] == ["Berlin"]


def test_the_map_costs_as_many_queries_for_30_conferences_as_for_2(
    client, django_assert_num_queries
):
    def add(number):
        for _ in range(number):
            make_conference(city="Ulm", land="BW", **ULM)
            make_conference(hosts=[make_project(**BERLIN)])

    add(1)
    with CaptureQueriesContext(connection) as few:
        client.get(MAP)

    add(14)

    with django_assert_num_queries(len(few)):
        client.get(MAP)
