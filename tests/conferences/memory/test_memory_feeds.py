"""Entries for feeds that lost a conference: stored, streamed, made anew, and gone in time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from conferences.calendar.entries import rebuild_all
from conferences.models import Conference, PastState
from smartcity.content.transaction import current_version
from tests.calendars import calendar_in
from tests.edits import LATER, edited
from tests.factories import (
    NOW,
    make_conference,
    make_project,
    make_theme,
    stored,
)
from tests.narrowed import TOLD, titles, with_themes

BERLIN = ZoneInfo("Europe/Berlin")
pytestmark = pytest.mark.django_db


def test_the_entry_follows_what_is_edited_later(client, ulm):
    with_themes(ulm)

    edited(ulm, title="Neu-Ulm", starts_on=date(2022, 3, 24), ends_on=date(2022, 3, 24))

    (event,) = calendar_in(client.get("/konferenzen.ics?thema=energie").content).events
    assert str(event["summary"]) == "Gehört nicht mehr zu dieser Auswahl: Neu-Ulm"
    assert event["dtstart"].dt == date(2022, 3, 24)
    assert str(event["description"]).startswith(
        "Diese Konferenz gehört nicht mehr zur Auswahl dieses Kalenders."
    )


def test_thirty_days_after_the_end_nothing_is_left(client, ulm):
    with_themes(ulm)
    last_moment = datetime(2022, 4, 21, 23, 59, 59, tzinfo=BERLIN)

    with time_machine.travel(last_moment, tick=False):
        stays = titles(client, "thema=energie")
    with time_machine.travel(last_moment + timedelta(seconds=1), tick=False):
        ends = titles(client, "thema=energie")

    assert (stays, ends) == ([TOLD], [])
    assert not PastState.objects.exists()
    assert Conference.objects.get().departed_entry is None


def test_an_edit_forgets_too_what_has_had_its_time(ulm):
    with_themes(ulm)
    long_after = NOW + timedelta(days=100)

    with time_machine.travel(long_after, tick=False):
        stored(make_theme(), now=long_after)

    assert not PastState.objects.exists()


@pytest.mark.parametrize("missing", [["entry"], ["departed_entry"], ["entry", "departed_entry"]])
def test_an_entry_that_is_not_stored_is_built_on_the_way(client, ulm, missing):
    with_themes(ulm)
    stored = client.get("/konferenzen.ics?thema=energie").content
    Conference.objects.update(**dict.fromkeys(missing))

    assert client.get("/konferenzen.ics?thema=energie").content == stored
    assert b"SUMMARY:Geh" in stored


@pytest.mark.usefixtures("ulm")
def test_entries_of_another_format_are_built_anew_on_the_way(client, settings):
    with_themes(Conference.objects.get())
    settings.SITE_URL = "https://neu.example"

    said = client.get("/konferenzen.ics?thema=energie").content

    assert b"https://neu.example/konferenzen/ulm/" in said
    assert titles(client, "thema=energie") == [TOLD]


def test_a_damaged_entry_is_made_anew(client, ulm):
    with_themes(ulm)
    Conference.objects.update(departed_entry=b"damaged")

    assert sum(stored for _, stored in rebuild_all(Conference)) == 1
    assert titles(client, "thema=energie") == [TOLD]


def test_it_costs_a_feed_no_statement_of_its_own(client, django_assert_max_num_queries, ulm):
    make_project(slug="ulm")
    current_version(LATER)
    path = "/konferenzen.ics?thema=energie&projekt=ulm&land=NW&format=vor-ort"
    client.get(path)
    with_themes(ulm)
    current_version(LATER)

    with django_assert_max_num_queries(4):
        client.get(path)
    with django_assert_max_num_queries(3):
        assert titles(client, "thema=energie") == [TOLD]


def test_it_streams_like_any_other_feed(client, monkeypatch, energy):
    for number in range(5):
        conference = make_conference(slug=f"k-{number}", themes=[energy])
        if number % 2:
            with_themes(conference)
    whole = client.get("/konferenzen.ics?thema=energie").content
    monkeypatch.setattr("conferences.feeds.feeds.STREAMED_FROM", 4)
    for module in ("feeds.feeds", "calendar.entries", "calendar.stored_rows"):
        monkeypatch.setattr(f"conferences.{module}.BATCH", 2)

    answer = client.get("/konferenzen.ics?thema=energie")

    assert answer.streaming
    assert answer.getvalue() == whole
    assert [str(it["status"]) for it in calendar_in(whole).events].count("CANCELLED") == 2


def test_the_feed_and_only_a_change_give_another_version(client, ulm):
    seen = [client.get("/konferenzen.ics?thema=energie")["ETag"]]

    with_themes(ulm)
    seen += [client.get("/konferenzen.ics?thema=energie")["ETag"] for _ in range(2)]

    assert seen[0] != seen[1] == seen[2]
