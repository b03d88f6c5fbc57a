"""A feed that cannot be finished never looks finished: gunicorn breaks the connection off."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.db import DatabaseError
from django.urls import path

from conferences.feeds import STREAMED_FROM, filled
from conferences.ical import END
from conferences.stored_rows import BATCH

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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "tests.serving:application"]
    options = ["--worker-class", "gthread", "--no-control-socket", "--log-level", "critical"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "URLCONF": __name__}
    process = subprocess.Popen(
        [*command, *options, "--bind", f"127.0.0.1:{number}"], env=environment
    )
    try:
        wait_for(number)
        yield number
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for(port):
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("gunicorn did not start.")


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
