"""What the words of a conference's page claim is so."""

from datetime import date, timedelta

import pytest
import time_machine

from smartcity.publishing.publication import Publication
from tests.factories import (
    FIRST_DAY,
    NOW,
    make_article,
    make_conference,
    make_document,
    make_participation,
    make_project,
    make_series,
)
from tests.reading import facts, sections, stops, words

pytestmark = pytest.mark.django_db

AFTERWARDS = NOW + timedelta(days=60)
RESULTS_FIRST = "Hier stehen zuerst die Ergebnisse"
WITH_ANNOUNCEMENT = f"{RESULTS_FIRST}, darunter die Ankündigung von damals."


@pytest.fixture(autouse=True)
def _afterwards():
    with time_machine.travel(AFTERWARDS, tick=False):
        yield


def page_of(client, conference):
    return client.get(conference.get_absolute_url())


@pytest.mark.parametrize(
    ("city", "land", "place"),
    [
        ("Hamburg", "HH", "20457\xa0Hamburg"),
        ("Berlin", "BE", "20457\xa0Berlin"),
        ("Bremen", "HB", "20457\xa0Bremen"),
        ("Bremerhaven", "HB", "20457\xa0Bremerhaven Bremen"),
        ("Ulm", "BW", "20457\xa0Ulm Baden-Württemberg"),
        ("", "HH", "Vor Ort Hamburg"),
    ],
)
def test_a_city_that_is_a_land_is_named_once(client, city, land, place):
    postal_code = "20457" if city else ""
    conference = make_conference(city=city, land=land, postal_code=postal_code)

    assert facts(page_of(client, conference))["Ort"] == place.replace("\xa0", " ")


def test_a_project_that_is_a_land_is_named_once(client):
    conference = make_conference()
    make_participation(conference, make_project(name="Berlin", laender=["BE"]))

    assert "Gastgeber Berlin In den Kalender" in words(page_of(client, conference).text)


def test_results_are_announced_only_where_there_are_some(client):
    bare = make_conference(text="<p>Was geplant ist.</p>")
    invited = make_conference(text="<p>Was geplant ist.</p>")
    make_document(invited, kind="einladung")
    make_article(conferences=[invited], now=NOW)

    for conference in [bare, invited]:
        assert "Ergebnisse" not in page_of(client, conference).text


def test_an_announcement_is_promised_only_where_there_is_one(client):
    documented, told = make_conference(), make_conference(text="<p>Was geplant ist.</p>")
    reported = make_conference(text="<p>Was geplant ist.</p>")
    for conference in [documented, told]:
        make_document(conference)
    published_at = NOW + timedelta(days=30)
    make_article(
        conferences=[reported], publication=Publication.PUBLISHED, published_at=published_at
    )

    assert f"{RESULTS_FIRST}." in page_of(client, documented).text
    assert WITH_ANNOUNCEMENT in page_of(client, told).text
    assert WITH_ANNOUNCEMENT in page_of(client, reported).text


def test_neighbours_in_a_series_stand_in_the_order_that_their_heading_names(client):
    series = make_series()
    days = [date(2022, 3, 21), FIRST_DAY, date(2022, 3, 24)]
    first, middle, last = (
        make_conference(title=f"Tag {day.day}", series=series, starts_on=day) for day in days
    )

    pages = {it.title: page_of(client, it) for it in [first, middle, last]}

    titles = {
        name: [stop.rpartition("Tag ")[2][:2] for stop in stops(page)]
        for name, page in pages.items()
    }
    assert titles == {"Tag 21": ["22"], "Tag 22": ["21", "24"], "Tag 24": ["22"]}
    assert "Danach" in sections(pages["Tag 21"])
    assert "Davor und danach" in sections(pages["Tag 22"])
    assert "Davor" in sections(pages["Tag 24"])
