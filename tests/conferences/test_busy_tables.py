"""A table that is looked at or confirmed while another transaction holds the database."""

import pytest
from django.db import OperationalError

from conferences.models import Conference
from smartcity.spreadsheets import imports
from tests.factories import make_colleague
from tests.locks import TWO_CONNECTIONS, another_writer, two_connections
from tests.spreadsheets import choose, confirm, csv_file

pytestmark = pytest.mark.django_db(**TWO_CONNECTIONS)

TOLD = "wird gerade gespeichert, bitte noch einmal"
ROWS = [["Adresse", "Titel", "Form"], ["a", "A", "Virtuell"], ["b", "B", "Virtuell"]]


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    monkeypatch.setattr(imports, "PAUSE", 0)
    monkeypatch.setattr(imports, "SLICE", 1)
    monkeypatch.setattr(imports, "LONGEST_HOLD", 3600)
    with two_connections(tmp_path / "db.sqlite3"):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_colleague("Redaktion"))
    # The session has what every first request of a login writes into it.
    client.get("/admin/")
    return client


@pytest.mark.parametrize("longest_look", [0, 3600])
def test_what_was_looked_at_is_sent_once_more(editor, monkeypatch, longest_look):
    monkeypatch.setattr(imports, "LONGEST_LOOK", longest_look)
    preview = choose(editor, Conference, csv_file(*ROWS))

    with another_writer():
        refused = confirm(editor, preview)

    page = refused.content.decode()
    assert (refused.status_code, TOLD in page) == (503, True)
    assert f'name="sheet" value="{preview.context["seal"]}"' in page
    while preview.context["outcome"].is_open:
        preview = confirm(editor, preview)
    assert confirm(editor, preview).status_code == 302
    assert Conference.objects.count() == 2


def test_a_busy_database_is_no_fault_of_a_row(editor, monkeypatch):
    preview = choose(editor, Conference, csv_file(*ROWS))

    def save(self, **kwargs):
        error = OperationalError("database is locked")
        error.__cause__ = LockedError()
        raise error

    monkeypatch.setattr(Conference, "save", save)
    refused = confirm(editor, preview)

    assert (refused.status_code, TOLD in refused.content.decode()) == (503, True)
    assert Conference.objects.count() == 0


class LockedError(Exception):
    # Of both databases.
    sqlite_errorcode = 5
    sqlstate = "55P03"
