import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import Conference
from tests.crowd import add_hundreds, add_three
from tests.factories import (
    FIRST_DAY,
    NOW,
    TODAY,
    make_article,
    make_conference,
    make_network,
    make_project,
    make_theme,
)

pytestmark = pytest.mark.django_db

LAST_YEAR = date(2021, 5, 4)


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def hero_of(response):
    """The band that says what comes next."""
    return re.search(r'<section class="hero".*?</section>', response.text, re.DOTALL)[0]


def hrefs(markup):
    return re.findall(r'href="([^"]+)"', markup)


def test_home_leads_with_the_next_conference(client):
    make_conference(slug="spaeter", starts_on=FIRST_DAY + timedelta(days=1))
    make_conference(slug="naechste", starts_on=FIRST_DAY)

    response = client.get("/")

    assert hrefs(hero_of(response)) == [
        "/konferenzen/naechste/",
        "/konferenzen/naechste/",
        "/konferenzen/naechste.ics",
    ]


def test_home_does_not_lead_with_a_cancelled_or_a_running_conference(client):
    cancelled = make_conference(starts_on=FIRST_DAY, status=Conference.Status.CANCELLED)
    running = make_conference(starts_on=TODAY, ends_on=TODAY + timedelta(days=1))
    coming = make_conference(starts_on=FIRST_DAY + timedelta(days=1))

    context = client.get("/").context

    assert context["coming"] == coming
    assert list(context["running"]) == [running]
    assert list(context["further"]) == [cancelled]


def test_a_conference_later_today_leads(client):
    evening = make_conference(starts_on=TODAY, start_time=time(19), end_time=time(21))

    context = client.get("/").context

    assert (context["coming"], context["days"]) == (evening, 0)


def test_home_without_anything_coming_leads_to_the_calendar_and_the_archive(client):
    make_conference(slug="letzte", starts_on=LAST_YEAR)

    response = client.get("/")

    assert hrefs(hero_of(response)) == ["/konferenzen/abonnieren/", "/konferenzen/archiv/"]
    assert response.text.count('href="/konferenzen/letzte/"') == 1


def test_a_cancelled_conference_alone_is_nothing_to_lead_with(client):
    cancelled = make_conference(status=Conference.Status.CANCELLED)

    response = client.get("/")

    assert hrefs(hero_of(response)) == ["/konferenzen/abonnieren/", "/konferenzen/archiv/"]
    assert list(response.context["further"]) == [cancelled]


def test_home_of_an_empty_catalogue_answers(client):
    response = client.get("/")

    assert response.status_code == 200
    assert hrefs(hero_of(response)) == ["/konferenzen/abonnieren/", "/konferenzen/archiv/"]


def test_the_newest_article_leads(client):
    old = make_article(now=NOW - timedelta(days=2))
    new = make_article(now=NOW - timedelta(days=1))

    assert list(client.get("/").context["articles"]) == [new, old]


def test_no_draft_appears_on_home(client):
    theme = make_theme()
    make_conference(publication="draft", themes=[theme])
    make_conference(publication="draft", starts_on=LAST_YEAR)
    make_article(publication="draft")
    make_network(publication="draft")

    context = client.get("/").context

    shown = [*context["running"], context["coming"], *context["further"], *context["latest"]]
    assert shown == [None]
    assert list(context["articles"]) == []
    assert list(context["themes"]) == []
    assert context["network_count"] == 0
    assert context["tabs"] == {"upcoming": 0, "past": 0}


def test_a_host_of_a_draft_only_is_no_host_on_the_map(client):
    make_conference(publication="draft", hosts=[make_project(latitude=50, longitude=10)])

    assert client.get("/").text.count("pt--host") == 0


def test_home_costs_as_many_queries_for_300_rows_as_for_3(client, django_assert_num_queries):
    add_three()
    with CaptureQueriesContext(connection) as few:
        client.get("/")

    add_hundreds()

    with django_assert_num_queries(len(few)):
        client.get("/")
    assert len(few) <= 12


def test_home_without_anything_coming_costs_no_more(client, django_assert_max_num_queries):
    make_conference(starts_on=LAST_YEAR, themes=[make_theme()])
    make_conference(starts_on=TODAY, status=Conference.Status.CANCELLED, themes=[make_theme()])
    make_article(themes=[make_theme()])

    with django_assert_max_num_queries(12):
        client.get("/")
