"""Readers never wait for a writer, whatever moment has passed meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from smartcity.content.models import ContentVersion
from smartcity.content.transaction import current_version, has_passed, stored_version
from smartcity.content.version_cache import VersionCache
from tests.factories import NOW, make_article, make_conference, make_theme
from tests.locks import TWO_CONNECTIONS, another_writer, two_connections

pytestmark = pytest.mark.django_db(**TWO_CONNECTIONS)

MOMENT = NOW + timedelta(hours=1)
LATER = NOW + timedelta(hours=2)
ADDRESSES = [
    "/",
    "/konferenzen/",
    "/konferenzen/geplant/",
    "/konferenzen.ics",
    "/konferenzen.atom",
    "/konferenzen.csv",
    "/themen/mobilitaet.ics",
    "/wissen/",
    "/suche/?q=Geplant",
    "/api/v1/conferences/",
    "/sitemap.xml",
]


@pytest.fixture(autouse=True)
def database(tmp_path):
    with two_connections(tmp_path / "db.sqlite3"):
        yield


@pytest.fixture
def scheduled():
    theme = make_theme(slug="mobilitaet")
    make_article()
    make_conference(themes=[theme])
    return make_conference(slug="geplant", title="Geplant", published_at=MOMENT, themes=[theme])


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_goes_on_while_a_writer_holds_the_version(client, scheduled, address):
    with time_machine.travel(LATER, tick=False), another_writer():
        response = client.get(address, headers={"if-none-match": "*"})

    assert response.status_code == 200
    assert "ETag" not in response.headers
    assert has_passed(stored_version(), LATER)


def test_what_became_public_is_shown_while_a_writer_holds_the_version(client, scheduled):
    with time_machine.travel(NOW, tick=False):
        before = client.get("/konferenzen/").context["paginator"].count

    with time_machine.travel(LATER, tick=False), another_writer():
        meanwhile = client.get("/konferenzen/").context["paginator"].count

    assert (before, meanwhile) == (1, 2)


def test_the_first_reader_after_the_writer_raises_the_version(client, scheduled):
    before = current_version(NOW).content

    with time_machine.travel(LATER, tick=False):
        with another_writer():
            client.get("/konferenzen.ics")
        after = client.get("/konferenzen.ics")

    assert "ETag" in after.headers
    assert stored_version().content == before + 1


def test_nothing_is_kept_under_a_version_that_is_behind(scheduled):
    with another_writer():
        behind = VersionCache("test", LATER)
        first, second = (
            behind.get_or_set("key", lambda number=number: number) for number in (1, 2)
        )

    assert (first, second) == (1, 2)


def test_readers_wait_no_longer_than_before_once_the_writer_is_done(scheduled):
    if connection.vendor != "sqlite":
        pytest.skip("a setting of SQLite")
    with another_writer():
        current_version(LATER)

    with connection.cursor() as cursor:
        [timeout] = cursor.execute("PRAGMA busy_timeout").fetchone()

    assert timeout > 0


def test_a_database_that_takes_no_writes_is_read(client, scheduled):
    if connection.vendor != "sqlite":
        pytest.skip("set up for SQLite only")
    connection.cursor().execute("PRAGMA query_only = 1")

    with time_machine.travel(LATER, tick=False):
        response = client.get("/konferenzen.ics")

    assert (response.status_code, "ETag" in response.headers) == (200, False)


def test_a_reader_of_a_new_installation_writes_no_version(client):
    ContentVersion.objects.all().delete()

    response = client.get("/konferenzen/")

    assert (response.status_code, ContentVersion.objects.count()) == (200, 0)
