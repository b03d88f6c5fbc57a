"""When a calendar last changed, to the second, and only where no two versions share that second."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils.http import http_date
from hypothesis import given
from hypothesis import strategies as st

from conferences.calendar.entries import note_change
from conferences.models import Conference, Theme
from smartcity.content.models import ContentVersion
from smartcity.content.transaction import content_change
from tests.calendars import calendar_in
from tests.factories import NOW, make_conference, stored

FEED = "/konferenzen.ics"
FILE = "/konferenzen/ulm.ics"
LATER = NOW + timedelta(hours=1)
SECOND = timedelta(seconds=1)


def edit(conference, title, at):
    with content_change(at) as change, change.writing(conference):
        conference.title = title
        conference.save()


def date_of(moment):
    return http_date(moment.timestamp())


def stamps_in(response):
    """What the calendar and its entries say of their last change."""
    calendar = calendar_in(response.content)
    parts = [calendar, *calendar.events]
    return {it["last-modified"].dt for it in parts if "last-modified" in it}


@pytest.fixture
def ulm(db):
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        theme = Theme(name="Energie", slug="energie", kind=Theme.Kind.CONFERENCE)
        stored(theme, now=NOW - SECOND)
        yield make_conference(slug="ulm", themes=[theme], land="NW")


@pytest.mark.parametrize("path", [FEED, f"{FEED}?land=NW", "/themen/energie.ics", FILE])
def test_a_calendar_tells_when_it_changed_and_is_not_sent_again(client, ulm, path):
    first = client.get(path)

    second = client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert first.headers["Last-Modified"] == date_of(NOW)
    assert stamps_in(first) == {NOW}
    assert (second.status_code, second.content) == (304, b"")
    kept = ["Last-Modified", "ETag", "Cache-Control"]
    assert [second.headers[name] for name in kept] == [first.headers[name] for name in kept]
    assert dict(client.head(path).headers) == dict(first.headers)


@pytest.mark.parametrize("path", [FEED, FILE])
def test_each_change_is_later(client, ulm, path):
    known = client.get(path).headers["Last-Modified"]

    edit(ulm, "Neu", LATER)

    response = client.get(path, headers={"If-Modified-Since": known})
    assert response.status_code == 200
    assert response.headers["Last-Modified"] == date_of(LATER)


def test_what_time_alone_changes_is_later_too(client, ulm):
    known = client.get(FEED).headers["Last-Modified"]

    midnight = datetime(2022, 3, 1, 23, tzinfo=UTC)
    with time_machine.travel(midnight + timedelta(minutes=5), tick=False):
        response = client.get(FEED, headers={"If-Modified-Since": known})

    assert response.status_code == 200
    assert response.headers["Last-Modified"] == date_of(midnight)


@pytest.mark.parametrize("path", [FEED, FILE])
@pytest.mark.parametrize("at", [NOW, NOW + SECOND / 2, NOW - SECOND * 10])
def test_a_second_that_two_changes_share_is_not_told(client, ulm, path, at):
    """Nor is that of a writer who had to wait for a later one."""
    known = client.get(path).headers["Last-Modified"]

    edit(ulm, "Neu", at)
    response = client.get(path, headers={"If-Modified-Since": known})
    edit(ulm, "Wieder neu", LATER)

    assert response.status_code == 200
    assert "Last-Modified" not in response.headers
    assert client.get(path).headers["Last-Modified"] == date_of(LATER)


@pytest.mark.django_db
def test_nothing_is_told_of_a_feed_that_never_changed(client):
    assert "Last-Modified" not in client.get(FEED).headers


@pytest.mark.parametrize("path", [FEED, FILE])
def test_nothing_is_told_while_entries_are_written_in_another_way(client, ulm, path, settings):
    settings.SITE_URL = "https://neu.example"

    assert "Last-Modified" not in client.get(path).headers


@pytest.mark.parametrize("path", [FEED, FILE])
def test_nothing_is_told_of_a_moment_to_come(client, ulm, path):
    edit(ulm, "Neu", LATER + timedelta(days=1))

    assert "Last-Modified" not in client.get(path).headers


@pytest.mark.parametrize("path", [FEED, FILE])
def test_the_version_wins_over_the_date(client, ulm, path):
    etag = client.get(path).headers["ETag"]
    old, new = date_of(NOW - timedelta(days=1)), date_of(LATER)

    known = client.get(path, headers={"If-None-Match": etag, "If-Modified-Since": old})
    other = client.get(path, headers={"If-None-Match": '"x"', "If-Modified-Since": new})

    assert (known.status_code, other.status_code) == (304, 200)


@pytest.mark.parametrize("path", [FEED, "/konferenzen/ulm.ics", "/konferenzen.csv", "/wissen.atom"])
def test_a_version_that_a_compressing_proxy_made_weak_is_understood(client, ulm, path):
    etag = client.get(path).headers["ETag"]

    assert client.get(path, headers={"If-None-Match": f"W/{etag}"}).status_code == 304


@pytest.mark.parametrize("path", [FEED, FILE])
@pytest.mark.parametrize(("since", "status"), [(NOW, 200), (NOW - SECOND, 412), (LATER, 200)])
def test_a_condition_that_nothing_changed_since_is_understood(client, ulm, path, since, status):
    response = client.get(path, headers={"If-Unmodified-Since": date_of(since)})

    assert response.status_code == status


@pytest.mark.parametrize("path", [FEED, FILE])
@pytest.mark.parametrize("date", ["", "gestern", "2022-03-01", "-1", "\xff"])
def test_a_date_that_is_none_is_ignored(client, ulm, path, date):
    assert client.get(path, headers={"If-Modified-Since": date}).status_code == 200


@pytest.mark.parametrize("path", [f"{FILE}?programm=1", "/konferenzen.atom", "/konferenzen.csv"])
def test_what_has_no_moment_of_its_own_ignores_the_condition(client, ulm, path):
    response = client.get(path, headers={"If-Modified-Since": date_of(LATER)})

    assert response.status_code == 200
    assert "Last-Modified" not in response.headers


def test_nothing_is_told_of_a_file_that_is_built_for_the_answer(client, ulm):
    Conference.objects.invalidate(LATER)

    response = client.get(FILE, headers={"If-Modified-Since": date_of(LATER)})

    assert response.status_code == 200
    assert "Last-Modified" not in response.headers


def test_a_second_stays_untold_however_often_it_is_shared(client, ulm):
    for number in range(3):
        edit(ulm, f"Neu {number}", NOW)

    assert "Last-Modified" not in client.get(FILE).headers


def test_a_save_without_a_change_leaves_the_moment_of_a_file(client, ulm):
    edit(ulm, ulm.title, LATER)

    assert client.get(FILE).headers["Last-Modified"] == date_of(NOW)


def test_another_conference_leaves_the_moment_of_a_file(client, ulm):
    make_conference(now=LATER)

    assert client.get(FILE).headers["Last-Modified"] == date_of(NOW)


def test_who_waited_for_a_rebuild_is_told_a_later_moment(client, ulm):
    Conference.objects.filter(pk=ulm.pk).update(title="Neu")
    with time_machine.travel(LATER, tick=False):
        call_command("rebuild_calendar")
        response = client.get(FILE, headers={"If-Modified-Since": date_of(NOW)})

    assert response.status_code == 200
    assert response.headers["Last-Modified"] == date_of(LATER)


@given(st.lists(st.integers(0, 8000), min_size=2, max_size=20))
def test_of_two_versions_that_tell_their_moment_the_newer_tells_a_later_one(milliseconds):
    version, told = ContentVersion(), []

    for number in milliseconds:
        version.raise_calendar(NOW + timedelta(milliseconds=number))
        told.append(version.calendar_last_modified)

    moments = [moment for moment in told if moment is not None]
    assert moments == sorted(set(moments))


@given(st.lists(st.integers(0, 8000), min_size=2, max_size=20))
def test_of_two_entries_that_tell_their_moment_the_newer_tells_a_later_one(milliseconds):
    conference, told = Conference(created_at=NOW, entry_changed_at=NOW), []

    for number in milliseconds:
        conference.entry_stale_since = NOW + timedelta(milliseconds=number)
        note_change(conference)
        told.append(conference.entry_last_modified)

    moments = [moment for moment in told if moment is not None]
    assert moments == sorted(set(moments))
