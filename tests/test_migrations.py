from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from smartcity.accounts.session_store import SessionStore

step = import_module("smartcity.migrations.0016_sessions_follow_the_backend")


@pytest.mark.django_db
def test_models_and_migrations_are_equal(capsys):
    call_command("makemigrations", dry_run=True)

    assert capsys.readouterr().out.splitlines() == ["No changes detected"]


@pytest.mark.django_db
def test_a_session_from_before_the_backend_moved_stays_logged_in(client):
    account = get_user_model().objects.create_user("anna", password="geheim")
    client.force_login(account, backend=step.CURRENT)
    store = client.session

    step.rename(step.CURRENT, step.FORMER)(apps, connection.schema_editor())
    before = SessionStore(store.session_key)[step.KEY]
    step.rename(step.FORMER, step.CURRENT)(apps, connection.schema_editor())

    assert before == step.FORMER
    assert SessionStore(store.session_key)[step.KEY] == step.CURRENT
