"""A feed that cannot be finished never looks finished: gunicorn breaks the connection off."""

import http.client
import os
import socket
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import DatabaseError
from django.urls import path

from conferences.calendar.ical import END
from conferences.calendar.stored_rows import BATCH
from conferences.feeds.feeds import STREAMED_FROM, filled

HEAD = b"BEGIN:VCALENDAR\r\n"
ENTRY = b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"
BATCHES = STREAMED_FROM // BATCH


def breaking():
    yield from [[ENTRY] * BATCH] * (BATCHES + 1)
    raise DatabaseError("The server closed the connection.")


def whole():
    yield from [[ENTRY] * BATCH] * (BATCHES + 1)


urlpatterns = [
    path("broken.ics", lambda request: filled(HEAD, breaking())),
    path("whole.ics", lambda request: filled(HEAD, whole())),
]


@pytest.fixture(scope="module")
def port():
    """Of a server whose socket listens before it starts: the first question waits, not the test."""
    command = [sys.executable, "-m", "gunicorn", "tests.serving:application"]
    options = ["--worker-class", "gthread", "--no-control-socket", "--log-level", "critical"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "URLCONF": __name__}
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.fileno()
        process = subprocess.Popen(
            [*command, *options, "--bind", f"fd://{number}"], env=environment, pass_fds=[number]
        )
        yield listening.getsockname()[1]
    process.terminate()
    process.wait(timeout=60)


def read(port, path):
    """(what arrived, whether it is complete); it comes in chunks."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as response:
            assert response.headers["Transfer-Encoding"] == "chunked"
            try:
                return response.read(), True
            except http.client.IncompleteRead as broken:
                return broken.partial, False


def test_a_whole_feed_ends_with_its_last_chunk(port):
    assert read(port, "/whole.ics") == (HEAD + ENTRY * BATCH * (BATCHES + 1) + END, True)


def test_a_feed_whose_database_fails_is_broken_off(port):
    body, is_complete = read(port, "/broken.ics")

    assert not is_complete
    assert END not in body
