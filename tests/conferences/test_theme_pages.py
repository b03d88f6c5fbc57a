import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import Theme
from tests.crowd import add_hundreds, add_three
from tests.factories import (
    FIRST_DAY,
    NOW,
    make_article,
    make_conference,
    make_network,
    make_series,
    make_theme,
)

pytestmark = pytest.mark.django_db

LAST_YEAR = date(2021, 5, 4)


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def hrefs(response, start):
    main = re.search(r"<main.*</main>", response.text, re.DOTALL)[0]
    return [href for href in re.findall(r'href="([^"]+)"', main) if href.startswith(start)]


def test_themes_stand_by_kind_and_name(client):
    guideline = make_theme(name="Ziele", kind=Theme.Kind.GUIDELINE)
    energy = make_theme(name="Energie", kind=Theme.Kind.FIELD)
    sharing = make_theme(name="Öffentlichkeit")
    taking_part = make_theme(name="Beteiligung")

    kinds = client.get("/themen/").context["kinds"]

    assert [(kind, themes) for kind, _, themes in kinds] == [
        (Theme.Kind.CONFERENCE, [taking_part, sharing]),
        (Theme.Kind.FIELD, [energy]),
        (Theme.Kind.GUIDELINE, [guideline]),
    ]


def test_a_theme_counts_published_conferences_only(client):
    theme = make_theme()
    make_conference(themes=[theme])
    make_conference(themes=[theme], publication="draft")

    (shown,) = client.get("/themen/").context["themes"]

    assert shown.conference_count == 1


def test_a_merged_theme_is_not_listed(client):
    energy = make_theme()
    make_theme(merged_into=energy)

    assert list(client.get("/themen/").context["themes"]) == [energy]


def test_a_theme_page_leads_on_to_everything_about_it(client):
    theme = make_theme(slug="energie")
    make_conference(slug="bald", themes=[theme], starts_on=FIRST_DAY)
    make_conference(slug="frueher", themes=[theme], starts_on=LAST_YEAR)
    make_conference(slug="andere")

    response = client.get("/themen/energie/")

    assert hrefs(response, "/konferenzen") == [
        "/konferenzen/?thema=energie",
        "/konferenzen/bald/",
        "/konferenzen/archiv/?thema=energie",
        "/konferenzen/frueher/",
        "/konferenzen/abonnieren/?thema=energie",
    ]


def test_a_series_page_leads_on_to_everything_in_it(client):
    series = make_series(slug="kongresse")
    make_conference(slug="bald", series=series, starts_on=FIRST_DAY)
    make_conference(slug="frueher", series=series, starts_on=LAST_YEAR)
    make_conference(slug="entwurf", series=series, publication="draft")

    response = client.get("/reihen/kongresse/")

    assert hrefs(response, "/konferenzen")[1:] == [
        "/konferenzen/?reihe=kongresse",
        "/konferenzen/bald/",
        "/konferenzen/archiv/?reihe=kongresse",
        "/konferenzen/frueher/",
        "/konferenzen/abonnieren/?reihe=kongresse",
    ]


def test_no_draft_appears_on_a_theme_page(client):
    theme = make_theme(slug="energie")
    make_conference(themes=[theme], publication="draft")
    make_conference(themes=[theme], publication="draft", starts_on=LAST_YEAR)
    make_article(themes=[theme], publication="draft")
    make_network(themes=[theme], publication="draft")

    context = client.get("/themen/energie/").context

    lists = ["upcoming", "past", "articles", "networks"]
    assert [list(context[name]) for name in lists] == [[]] * 4


def test_the_themes_cost_as_many_queries_for_300_rows_as_for_3(client, django_assert_num_queries):
    add_three()
    with CaptureQueriesContext(connection) as few:
        client.get("/themen/")

    add_hundreds()

    with django_assert_num_queries(len(few)):
        client.get("/themen/")
    assert len(few) <= 12
