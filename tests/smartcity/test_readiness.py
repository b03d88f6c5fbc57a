"""/readyz tells operators what is wrong, and says 503 only if readers get no answer."""

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from conferences.models import Conference
from smartcity.content.models import ContentVersion
from tests.factories import make_conference
from tests.redis import own_redis

pytestmark = pytest.mark.django_db


def told(client):
    response = client.get("/readyz")
    return response.status_code, response.json()["status"], response.json()["reasons"]


def test_a_new_installation_is_ready(client):
    assert told(client) == (200, "ok", [])


def test_an_installation_in_use_is_ready(client):
    make_conference()
    call_command("rebuild_calendar")
    call_command("rebuild_search")

    response = client.get("/readyz")

    assert told(client) == (200, "ok", [])
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"


def test_missing_migrations_are_named(client):
    rows = MigrationRecorder.Migration.objects.filter(app="smartcity", name__startswith="0004")
    rows.delete()

    status, word, [reason] = told(client)

    assert (status, word) == (503, "unavailable")
    assert "smartcity.0004_search" in reason


def test_a_database_that_does_not_answer_is_told(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)

    assert told(client) == (503, "unavailable", ["The database does not answer."])


@pytest.mark.parametrize("fault", ["stop", "freeze", "take_no_more"])
def test_a_redis_that_fails_degrades_only(client, settings, fault):
    with own_redis() as server:
        backend = "smartcity.operating.redis_cache.RedisCache"
        settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": server.address}}
        before = told(client)
        getattr(server, fault)()
        after = told(client)

    assert before == (200, "ok", [])
    assert after == (200, "degraded", ["Redis does not answer, or takes no values."])


def test_a_folder_of_uploads_that_cannot_be_written_degrades_only(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    (tmp_path / "file").touch()

    status, word, [reason] = told(client)

    assert (status, word) == (200, "degraded")
    assert "MEDIA_ROOT" in reason


def test_looking_leaves_nothing_in_the_folder_of_uploads(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not yet"

    assert told(client) == (200, "ok", [])
    assert list(settings.MEDIA_ROOT.iterdir()) == []


@pytest.mark.parametrize(
    ("field", "command"),
    [("entry_format", "rebuild_calendar"), ("search_format", "rebuild_search")],
)
def test_an_old_format_is_told_with_its_remedy(client, field, command):
    make_conference()
    ContentVersion.objects.update(**{field: "old"})

    status, word, [reason] = told(client)
    call_command(command)

    assert (status, word, command in reason) == (200, "degraded", True)
    assert told(client) == (200, "ok", [])


def test_rows_of_before_there_was_a_search_are_told(client):
    make_conference()
    Conference.objects.update(search_text="")

    assert told(client)[:2] == (200, "degraded")


def test_several_faults_are_told_at_once(client, settings):
    make_conference()
    ContentVersion.objects.update(entry_format="old", search_format="old")
    settings.MEDIA_ROOT = "/dev/null/media"

    assert len(told(client)[2]) == 3
