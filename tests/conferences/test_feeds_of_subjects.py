"""Feeds about one theme, model project or series: the feed of all, narrowed by its address."""

import icalendar
import pytest
import time_machine

from conferences.models import Participation
from smartcity.content.transaction import content_change
from tests.content_cases import make_service
from tests.factories import (
    NOW,
    make_conference,
    make_participation,
    make_project,
    make_series,
    make_theme,
)
from tests.reading import tags

pytestmark = pytest.mark.django_db

ADDRESSES = ["/themen/energie.ics", "/modellprojekte/ulm.ics", "/reihen/kongresse.ics"]


@pytest.fixture(autouse=True)
def _nothing_changes_by_time_alone():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def subjects():
    """A theme, a project and a series, and one conference of them all."""
    found = [
        make_theme(slug="energie", name="Energie"),
        make_project(slug="ulm", name="Ulm"),
        make_series(slug="kongresse", name="Kongresse"),
    ]
    theme, project, series = found
    make_conference(title="Dabei", themes=[theme], hosts=[project], series=series)
    make_conference(title="Ein anderer")
    return found


def calendar_at(client, address):
    return icalendar.Calendar.from_ical(client.get(address).getvalue())


def titles(client, address):
    return [str(event["summary"]) for event in calendar_at(client, address).events]


def edited(obj, **fields):
    with content_change(NOW) as change, change.writing(obj):
        for name, value in fields.items():
            setattr(obj, name, value)
        obj.save()


def merge(theme, target):
    with content_change(NOW) as change, change.writing(theme):
        theme.merge_into(target)


@pytest.mark.parametrize(
    ("address", "name"),
    list(zip(ADDRESSES, ["Energie", "Ulm", "Kongresse"], strict=True)),
)
@pytest.mark.usefixtures("subjects")
def test_a_feed_holds_what_it_is_about_and_bears_its_name(client, address, name):
    calendar = calendar_at(client, address)

    assert [str(event["summary"]) for event in calendar.events] == ["Dabei"]
    assert calendar["name"] == f"Konferenzen: {name}"
    assert calendar["source"] == f"https://katalog.example{address}"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("subjects")
def test_its_file_is_named_after_the_address(client, address):
    filename = address.rpartition("/")[2]

    response = client.get(address)

    assert response["Content-Disposition"] == f'attachment; filename="{filename}"'


def test_a_project_has_all_of_its_conferences_in_whatever_role(client):
    project = make_project(slug="ulm")
    for role in Participation.Role.values:
        make_participation(make_conference(title=role), project, role)

    assert sorted(titles(client, "/modellprojekte/ulm.ics")) == sorted(Participation.Role.values)


def test_further_filters_narrow_it_and_stand_in_its_name(client):
    theme, other = (
        make_theme(slug="energie", name="Energie"),
        make_theme(slug="daten", name="Daten"),
    )
    make_conference(title="Beides", themes=[theme, other], land="NW")
    make_conference(title="Anderswo", themes=[theme, other], land="BY")
    make_conference(title="Eines", themes=[theme], land="NW")

    calendar = calendar_at(client, "/themen/energie.ics?thema=daten&land=NW")

    assert [str(event["summary"]) for event in calendar.events] == ["Beides"]
    assert calendar["name"] == "Konferenzen: Energie · Daten · Nordrhein-Westfalen"


@pytest.mark.parametrize("query", ["thema=nie", "land=XX", "von=2022-02-30", "q=%00"])
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("subjects")
def test_a_value_that_means_nothing_never_widens_it(client, address, query):
    assert titles(client, f"{address}?{query}") == []


@pytest.mark.parametrize(
    "query", ["sortierung=anmeldeschluss", "sortierung=%00", "seite=7", "ansicht=monat"]
)
@pytest.mark.parametrize("address", ["/konferenzen.ics", "/themen/energie.ics"])
@pytest.mark.usefixtures("subjects")
def test_what_only_arranges_a_list_means_nothing_to_a_feed(client, address, query):
    assert titles(client, f"{address}?{query}") == titles(client, address)


@pytest.mark.parametrize("index", range(3))
def test_a_former_address_answers_without_a_redirect(client, subjects, index):
    edited(subjects[index], slug="neu")

    assert client.get(ADDRESSES[index]).status_code == 200
    assert titles(client, ADDRESSES[index]) == ["Dabei"]


def test_the_feed_of_a_merged_theme_holds_what_its_target_holds(client, subjects):
    old = make_theme(slug="alt", name="Alt")

    merge(old, subjects[0])

    calendar = calendar_at(client, "/themen/alt.ics")
    assert [str(event["summary"]) for event in calendar.events] == ["Dabei"]
    assert calendar["name"] == "Konferenzen: Energie"


def test_a_theme_without_conferences_that_is_merged_gives_its_feed_another_version(
    client, subjects
):
    old = make_theme(slug="alt")
    before = client.get("/themen/alt.ics")["ETag"]

    merge(old, subjects[0])

    assert client.get("/themen/alt.ics")["ETag"] != before


@pytest.mark.parametrize("index", range(3))
def test_another_name_gives_a_feed_another_version(client, index):
    makers = [(make_theme, "energie"), (make_project, "ulm"), (make_series, "kongresse")]
    make, slug = makers[index]
    subject = make(slug=slug)
    before = client.get(ADDRESSES[index])["ETag"]

    edited(subject, name="Ganz neu")

    assert client.get(ADDRESSES[index])["ETag"] != before


def test_what_a_feed_can_be_narrowed_by_gives_it_another_version(client):
    address = "/konferenzen.ics?barrierefreiheit=untertitel"
    seen = [client.get(address)]

    service = make_service()
    seen.append(client.get(address))
    edited(service, name="Mitlesen")
    seen.append(client.get(address))

    assert len({answer["ETag"] for answer in seen}) == len(seen)
    assert len({answer.content for answer in seen}) == len(seen)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("subjects")
def test_head_answers_like_get(client, address):
    get, head = client.get(address), client.head(address)

    assert head.status_code == 200
    assert dict(head.headers) == dict(get.headers)
    assert head.content == b""


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("subjects")
def test_a_feed_costs_the_version_what_it_is_about_and_its_rows(
    client, address, django_assert_num_queries
):
    client.get(address)

    with django_assert_num_queries(3):
        first = client.get(address)
    with django_assert_num_queries(1):
        second = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])

    assert (second.status_code, second.content) == (304, b"")


@pytest.mark.usefixtures("subjects")
def test_each_filter_costs_it_one_query_more(client, django_assert_num_queries):
    address = "/themen/energie.ics?projekt=ulm&reihe=kongresse&land=RP&format=vor-ort"
    client.get(address)

    with django_assert_num_queries(5):
        client.get(address)


@pytest.mark.parametrize("folder", ["themen", "modellprojekte", "reihen"])
def test_what_does_not_exist_is_not_found(client, folder):
    assert client.get(f"/{folder}/nie.ics").status_code == 404
    assert client.head(f"/{folder}/nie.ics").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_draft_is_in_none_of_them(client, subjects, address):
    theme, project, series = subjects
    make_conference(
        title="Entwurf", themes=[theme], hosts=[project], series=series, publication="draft"
    )

    assert titles(client, address) == ["Dabei"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("subjects")
def test_its_page_names_the_feed_to_programs(client, address):
    page = client.get(address.replace(".ics", "/")).text

    links = [tag for tag in tags(page, "link") if f'href="{address}"' in tag]
    assert ['rel="alternate" type="text/calendar"' in tag for tag in links] == [True]
