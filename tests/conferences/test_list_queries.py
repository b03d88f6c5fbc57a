"""All facets of a list cost a fixed number of queries."""

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import AccessibilityService, Conference, ModelProject, Series, Theme
from smartcity.content.transaction import content_change
from tests.factories import (
    FIRST_DAY,
    NOW,
    make_article,
    make_conference,
    make_project,
    make_series,
    make_theme,
    stored,
)

pytestmark = pytest.mark.django_db
A_PAST_DAY = NOW.date().replace(month=1)
EVERY_VALUE = (
    "thema=energie&land=BW&projekt=ulm&reihe=kongresse&barrierefreiheit=untertitel&format=vor-ort"
    "&jahr=2022&von=2022-01-01&bis=2023-01-01&q=Energie&sortierung=relevanz"
)
ADDRESSES = {
    "/konferenzen/": f"{EVERY_VALUE}&status=geplant&anmeldung=offen",
    "/konferenzen/archiv/": f"{EVERY_VALUE}&status=geplant",
    "/modellprojekte/": "art=stadt&runde=2019&land=BW&thema=energie&q=Ulm",
    "/wissen/": f"{EVERY_VALUE}&art=bericht&groesse=jede",
}
# Nothing is left, and dropping one does not help either.
NOTHING = "&thema=nie&q=Gibtesnicht"


@pytest.fixture(autouse=True)
def _warm():
    """Django looks up a content type once in each process."""
    ContentType.objects.get_for_models(Conference, ModelProject, Series, Theme)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def _one_of_each():
    theme = make_theme(slug="energie")
    project = make_project(slug="ulm", name="Ulm", laender=["BW"])
    series = make_series(slug="kongresse")
    service = stored(AccessibilityService(slug="untertitel", name="Untertitel"))
    for number, day in enumerate([FIRST_DAY, A_PAST_DAY], 1):
        conference = make_conference(
            title="Energie", themes=[theme], hosts=[project], starts_on=day, series=series,
            number=number, registration_deadline=day,
        )  # fmt: skip
        conference.accessibility.set([service])
    make_article(
        title="Energie", themes=[theme], projects=[project], kind="bericht",
        municipality_size="jede",
    )  # fmt: skip


def add():
    theme, project = make_theme(), make_project()
    for day in [FIRST_DAY, A_PAST_DAY]:
        make_conference(title="Energie", themes=[theme], hosts=[project], starts_on=day)
    make_article(title="Energie", themes=[theme], projects=[project])


def queries_of(client, address):
    """Nothing is kept yet: the dearest request there is."""
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("state", ["nothing", "everything", "no hit"])
@pytest.mark.usefixtures("_one_of_each")
def test_all_facets_cost_at_most_24_queries_however_many_rows(client, path, state):
    query = {"nothing": "", "everything": ADDRESSES[path], "no hit": ADDRESSES[path] + NOTHING}
    address = f"{path}?{query[state]}"

    for_one = queries_of(client, address)
    with content_change(NOW):
        for _ in range(12):
            add()
    for_many = queries_of(client, address)

    assert for_one == for_many
    assert for_many <= 24


@pytest.mark.usefixtures("_one_of_each")
def test_what_follows_from_all_rows_is_asked_once_for_each_version(client):
    first = queries_of(client, "/konferenzen/")
    with CaptureQueriesContext(connection) as again:
        client.get("/konferenzen/")

    # The version, the conferences, their themes, the optional pages.
    assert (first > 8, len(again)) == (True, 4)


@pytest.mark.usefixtures("_one_of_each")
def test_the_numbers_follow_an_edit_at_once(client):
    assert client.get("/konferenzen/").context["paginator"].count == 1

    add()

    page = client.get("/konferenzen/")
    assert page.context["paginator"].count == 2
    assert page.context["filter"].facet("format").options[0].count == 2


@pytest.mark.usefixtures("_one_of_each")
def test_the_calendar_counts_nothing(client, django_assert_num_queries):
    address = "/konferenzen.ics?thema=energie&format=vor-ort"

    # The version, the theme, the entries.
    with django_assert_num_queries(3):
        client.get(address)
