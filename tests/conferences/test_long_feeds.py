"""A long feed comes in pieces, says the same as one that does not, and leaves nothing behind."""

import psycopg
import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError

from conferences.calendar.entries import entries_of
from conferences.calendar.stored_rows import stored_rows
from conferences.feeds.feeds import filled
from conferences.models import Conference
from smartcity.content.transaction import stored_version
from tests.factories import make_conference

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite answers several questions at a time."
)


@pytest.fixture(autouse=True)
def _short_batches(monkeypatch):
    monkeypatch.setattr("conferences.feeds.feeds.STREAMED_FROM", 4)
    for module in ("feeds.feeds", "calendar.entries", "calendar.stored_rows"):
        monkeypatch.setattr(f"conferences.{module}.BATCH", 2)


def make_conferences(number):
    return [make_conference(title=f"K {each}", slug=f"k-{each}") for each in range(number)]


def test_up_to_the_limit_a_feed_is_one_body(client):
    make_conferences(4)

    assert client.get("/konferenzen.ics").headers["Content-Length"]


def test_a_long_feed_is_streamed_and_says_the_same(client, monkeypatch):
    make_conferences(5)
    streamed = client.get("/konferenzen.ics")
    said = streamed.getvalue()

    monkeypatch.setattr("conferences.feeds.feeds.STREAMED_FROM", 6)
    whole = client.get("/konferenzen.ics")

    assert streamed.streaming
    assert said == whole.content
    assert "Content-Length" not in streamed


def test_what_is_not_stored_is_built_in_its_place(client):
    conferences = make_conferences(7)
    whole = client.get("/konferenzen.ics").getvalue()
    missing = [conferences[2].pk, conferences[6].pk]
    Conference.objects.filter(pk__in=missing).update(entry=None)

    assert client.get("/konferenzen.ics").getvalue() == whole


def test_one_that_is_deleted_meanwhile_is_left_out():
    kept, *_, deleted = make_conferences(3)
    Conference.objects.update(entry=None)
    batches = entries_of(Conference.objects.order_by("pk"), stored_version())
    first = next(batches)

    Conference.objects.filter(pk=deleted.pk)._raw_delete("default")

    assert str(kept.uid).encode() in first[0]
    assert list(batches) == [[b""]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("parts_read", [0, 2])
def test_a_reader_who_leaves_leaves_the_database_free(parts_read):
    make_conferences(5)
    entries = entries_of(Conference.objects.order_by("pk"), stored_version())
    answer = filled(b"", entries)
    parts = iter(answer.streaming_content)
    for _ in range(parts_read):
        next(parts)

    answer.close()

    assert not connection.in_atomic_block
    assert Conference.objects.count() == 5


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_question_meanwhile_fails_instead_of_waiting_for_ever():
    make_conferences(5)
    batches = stored_rows(Conference.objects.order_by("pk"))
    next(batches)

    with pytest.raises(TransactionManagementError):
        Conference.objects.count()

    assert len([row for batch in batches for row in batch]) == 3
    assert Conference.objects.count() == 5


def wait_until_slow(process):
    """Until PostgreSQL says that this process of it has worked at its statement for 0.6 s."""
    late = "SELECT now() - query_start > '600ms' FROM pg_stat_activity WHERE pid = %s"
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as observer:
        while observer.execute(late, [process]).fetchone() != (True,):
            pass


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_slow_reader_is_not_cut_off_by_the_limit_of_a_statement(request):
    conferences = make_conferences(16)
    # More than the sockets between hold: the server has to wait for the reader.
    Conference.objects.update(entry=b"x" * 2_000_000)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '500ms'")
    request.addfinalizer(connection.close)
    batches = stored_rows(Conference.objects.order_by("pk"))
    read = next(batches)

    wait_until_slow(connection.connection.info.backend_pid)

    read += [row for batch in batches for row in batch]
    assert [pk for pk, _ in read] == [conference.pk for conference in conferences]
