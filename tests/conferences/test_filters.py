"""Each filter over list, archive and feed: which conferences it leaves."""

from datetime import date, timedelta

import icalendar
import pytest
from django.utils import timezone

from conferences.models import Conference
from smartcity.content.transaction import content_change
from tests.factories import NOW, make_conference, make_project, make_series, make_theme

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
Format, Status = Conference.Format, Conference.Status


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def _conferences(today):
    energy, data = make_theme(slug="energie"), make_theme(slug="daten")
    ulm, kiel = make_project(slug="ulm", laender=["BW"]), make_project(slug="kiel", laender=["SH"])
    series = make_series(slug="kongresse")
    soon, past = today + 7 * A_DAY, date(2022, 3, 22)
    make_conference(
        title="A", themes=[energy], hosts=[ulm], starts_on=soon, format=Format.VIRTUAL,
        registration_deadline=today,
    )  # fmt: skip
    make_conference(
        title="B", themes=[data, energy], hosts=[kiel], starts_on=soon + A_DAY, city="Köln",
        land="NW", status=Status.CANCELLED, registration_deadline=today + A_DAY,
    )  # fmt: skip
    make_conference(title="C", themes=[data], series=series, number=1, starts_on=past, land="SH")
    make_conference(title="D", starts_on=past + 400 * A_DAY, format=Format.HYBRID)


def titles_in(response):
    return "".join(one.title for one in response.context["conferences"])


TABLE = [
    ("", "AB", "DC"),
    ("thema=energie", "AB", ""),
    ("thema=energie&thema=daten", "AB", "C"),
    ("thema=daten&land=SH", "", "C"),
    ("land=BW", "A", ""),
    ("land=NW&land=SH", "B", "C"),
    ("format=virtuell", "A", ""),
    ("format=virtuell&format=hybrid", "A", "D"),
    ("reihe=kongresse", "", "C"),
    ("projekt=ulm", "A", ""),
    ("projekt=ulm&projekt=kiel", "AB", ""),
    ("status=abgesagt", "B", ""),
    ("anmeldung=offen", "A", ""),
    ("jahr=2022", "", "C"),
    ("jahr=2022&jahr=2023", "", "DC"),
    ("q=koeln", "B", ""),
    ("q=K%C3%B6ln", "B", ""),
    ("q=koeln+nordrhein", "B", ""),
    ("bis=2022-12-31", "", "C"),
    ("von=2022-12-31&bis=2023-12-31", "", "D"),
    ("bis=31.12.2022", "", "C"),
]


@pytest.mark.parametrize(("query", "upcoming", "past"), TABLE)
@pytest.mark.usefixtures("_conferences")
def test_a_filter_leaves_the_same_in_list_archive_and_feed(client, query, upcoming, past):
    listed = titles_in(client.get(f"/konferenzen/?{query}"))
    archived = titles_in(client.get(f"/konferenzen/archiv/?{query}"))
    feed = icalendar.Calendar.from_ical(client.get(f"/konferenzen.ics?{query}").content)
    in_feed = {event["summary"].removeprefix("Abgesagt: ") for event in feed.events}

    assert (listed, archived) == (upcoming, past)
    assert in_feed == set(upcoming + past)


@pytest.mark.usefixtures("_conferences")
def test_the_next_deadline_comes_first_and_what_is_closed_last(client, today):
    make_conference(title="E", starts_on=today + A_DAY)
    make_conference(
        title="F", starts_on=today + 60 * A_DAY, registration_deadline=today + 30 * A_DAY
    )

    assert titles_in(client.get("/konferenzen/?sortierung=anmeldeschluss"))[:2] == "AF"


def test_a_merged_theme_and_a_former_slug_keep_their_feed(client):
    old, new = make_theme(slug="alt"), make_theme(slug="neu")
    make_conference(title="A", themes=[old])
    with content_change(NOW) as change:
        with change.writing(old):
            old.merge_into(new)
        with change.writing(new):
            new.slug = "ganz-neu"
            new.save()

    answers = [client.get(f"/konferenzen.ics?thema={slug}") for slug in ["alt", "neu", "ganz-neu"]]

    assert [b"SUMMARY:A" in answer.content for answer in answers] == [True, True, True]


@pytest.mark.parametrize("word", ["w", "%EF%B7%BA"])
def test_too_many_words_are_refused_beside_the_field(client, word):
    query = "+".join(f"{word}{number}" for number in range(11))

    response = client.get(f"/konferenzen/?q={query}")

    assert response.context["filter"].form.errors["q"] == ["Suchen Sie nach höchstens 10 Wörtern."]
