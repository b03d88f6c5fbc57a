import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import Conference
from conferences.months import Month
from tests.factories import FIRST_DAY, NOW, make_conference, make_series, make_theme
from tests.reading import sections, words

pytestmark = pytest.mark.django_db

MARCH = "/konferenzen/kalender/2022/3/"


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def cells(response):
    """{"2022-03-22": what stands in its cell}, for the days that hold a link."""
    found = re.findall(r"<td[^>]*>(.*?)</td>", response.text, re.DOTALL)
    days = [(re.search(r'datetime="(.*?)"', cell), cell) for cell in found if "<a " in cell]
    return {day[1]: re.findall(r'href="(.*?)"', cell) for day, cell in days}


def months_linked(response):
    """{rel: (address, words)} of the neighbours."""
    found = re.findall(r'<a rel="(\w+)" href="([^"]*)">(.*?)</a>', response.text, re.DOTALL)
    return {rel: (address, words(name)) for rel, address, name in found}


def test_a_month_is_a_table_of_weeks_from_monday_on(client):
    make_conference()

    page = client.get(MARCH).text

    assert len(re.findall(r"<table\b.*?<caption", page, re.DOTALL)) == 1
    heads = re.findall(r'<th scope="col">(.*?)</th>', page)
    assert [words(head) for head in heads][:2] == ["Mo Montag", "Di Dienstag"]
    first_week = re.search(r"<tbody>\s*<tr>(.*?)</tr>", page, re.DOTALL)[1]
    assert first_week.count("<td") == 7
    assert first_week.count('class="out"') == 1


def test_a_conference_of_several_days_stands_on_each_and_only_there(client):
    make_conference(slug="drei", starts_on=date(2022, 3, 30), ends_on=date(2022, 4, 1))

    march, april = client.get(MARCH), client.get("/konferenzen/kalender/2022/4/")

    link = ["/konferenzen/drei/"]
    assert cells(march) == {"2022-03-30": link, "2022-03-31": link}
    assert cells(april) == {"2022-04-01": link}
    days = [
        events[0][1]
        for events in Month(2022, 4).events(april.context["conferences"]).values()
        if events
    ]
    assert days == [3]


def test_a_link_of_the_table_names_number_title_and_state(client):
    series = make_series(singular="Regionalkonferenz")
    cancelled = Conference.Status.CANCELLED
    make_conference(title="Energie im Quartier", series=series, number=3, status=cancelled)

    table = re.search(r"<table.*</table>", client.get(MARCH).text, re.DOTALL)[0]
    (link,) = re.findall(r"<a [^>]*>(.*?)</a>", table, re.DOTALL)

    assert words(link) == "Abgesagt: 3. Regionalkonferenz: Energie im Quartier"


def test_a_conference_whose_date_is_open_is_on_no_day(client):
    make_conference()
    make_conference(starts_on=date(2022, 3, 8), status=Conference.Status.OPEN)

    assert list(cells(client.get(MARCH))) == ["2022-03-22"]


def test_drafts_scheduled_and_withdrawn_conferences_are_on_no_day_and_stretch_no_bounds(client):
    make_conference()
    make_conference(publication="draft", starts_on=date(2022, 3, 8))
    make_conference(publication="draft", starts_on=date(2023, 3, 8))
    make_conference(publication="published", published_at="2099-01-01T00:00Z")

    response = client.get(MARCH)

    assert len(response.context["conferences"]) == 1
    assert months_linked(response) == {}


def test_today_is_told_by_a_word(client):
    make_conference()

    (today,) = re.findall(r'<td aria-current="date">(.*?)</td>', client.get(MARCH).text, re.DOTALL)

    assert words(today) == "1 heute"


def test_neighbours_are_named_and_end_with_the_first_and_last_conference(client):
    for day in [date(2022, 2, 3), FIRST_DAY, date(2022, 4, 5)]:
        make_conference(starts_on=day)

    addresses = [f"/konferenzen/kalender/2022/{month}/" for month in [2, 3, 4]]
    shown = [months_linked(client.get(address)) for address in addresses]

    before = {"prev": ("/konferenzen/kalender/2022/2/", "Februar 2022")}
    march = "/konferenzen/kalender/2022/3/", "März 2022"
    after = {"next": ("/konferenzen/kalender/2022/4/", "April 2022")}
    assert shown == [{"next": march}, before | after, {"prev": march}]


@pytest.mark.parametrize(
    "month",
    ["2022/2", "2022/4", "2022/13", "2022/0", "0/1", "10000/1", "2021/3", "9" * 5000 + "/1", "x/1"],
)
def test_outside_the_first_and_last_conference_there_is_no_month(client, month):
    make_conference()

    assert client.get(f"/konferenzen/kalender/{month}/").status_code == 404


def test_no_month_lies_between_two_years(client):
    make_conference()
    make_conference(starts_on=date(2024, 1, 1))

    assert client.get("/konferenzen/kalender/2022/13/").status_code == 404


def test_without_any_conference_no_month_exists(client):
    assert client.get(MARCH).status_code == 404


def test_the_list_of_a_month_says_how_many_there_are(client):
    make_conference(land="NW")
    make_conference()

    assert sections(client.get(MARCH))[0] == "2 Konferenzen im März"
    assert sections(client.get(f"{MARCH}?land=NW"))[0] == "1 Konferenz im März"


def test_filters_narrow_a_month_and_stay_in_its_links(client):
    energy = make_theme(slug="energie")
    make_conference(slug="energie", themes=[energy])
    make_conference()
    make_conference(starts_on=date(2022, 4, 5))

    response = client.get(f"{MARCH}?thema=energie")

    assert cells(response) == {"2022-03-22": ["/konferenzen/energie/"]}
    assert months_linked(response)["next"][0] == "/konferenzen/kalender/2022/4/?thema=energie"
    assert 'href="/konferenzen/?thema=energie"' in response.text
    assert 'href="/konferenzen/karte/?thema=energie"' in response.text


def test_lists_lead_to_the_month_with_the_same_filters(client):
    for address in ["/konferenzen/", "/konferenzen/archiv/", "/konferenzen/karte/"]:
        page = client.get(f"{address}?land=NW&seite=1").text

        assert 'href="/konferenzen/kalender/?land=NW"' in page


def test_an_empty_month_leads_to_the_nearest_ones_that_are_not(client):
    energy = make_theme(slug="energie")
    for month in [1, 2, 6, 7]:
        make_conference(starts_on=date(2022, month, 3), themes=[energy])
    make_conference()

    response = client.get(f"{MARCH}?thema=energie")

    assert response.context["others"] == [Month(2022, 6), Month(2022, 2)]
    assert 'href="/konferenzen/kalender/2022/6/?thema=energie"' in response.text


@pytest.mark.parametrize(
    ("days", "month"),
    [
        ([date(2022, 1, 5), date(2022, 5, 5), date(2022, 6, 5)], "2022/5"),
        ([date(2021, 1, 5), date(2021, 2, 5)], "2021/2"),
    ],
)
def test_the_calendar_leads_to_the_next_conference_or_else_the_last(client, days, month):
    for day in days:
        make_conference(starts_on=day)

    response = client.get("/konferenzen/kalender/?format=vor-ort")

    assert response.status_code == 302
    assert response["Location"] == f"/konferenzen/kalender/{month}/?format=vor-ort"


def test_the_calendar_leads_to_the_next_one_that_matches(client):
    make_conference()
    make_conference(starts_on=date(2022, 6, 5), themes=[make_theme(slug="energie")])

    response = client.get("/konferenzen/kalender/?thema=energie")

    assert response["Location"] == "/konferenzen/kalender/2022/6/?thema=energie"


def test_without_any_conference_the_calendar_leads_to_the_list(client):
    assert client.get("/konferenzen/kalender/")["Location"] == "/konferenzen/"


def test_a_month_costs_as_many_queries_for_30_conferences_as_for_2(
    client, django_assert_num_queries
):
    theme = make_theme()
    for _ in range(2):
        make_conference(themes=[theme])
    with CaptureQueriesContext(connection) as few:
        client.get(MARCH)

    for _ in range(28):
        make_conference(themes=[theme], ends_on=date(2022, 3, 24))

    with django_assert_num_queries(len(few)):
        client.get(MARCH)
