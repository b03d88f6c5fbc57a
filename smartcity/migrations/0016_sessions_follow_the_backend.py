from importlib import import_module

from django.conf import settings
from django.db import migrations

FORMER, CURRENT = "smartcity.logins.AccountBackend", "smartcity.accounts.adapters.AccountBackend"
# Where `django.contrib.auth` keeps the path of the backend.
KEY = "_auth_user_backend"


def rename(before, after):
    """Let whoever is logged in stay so: a session names the path of the class that let it in."""

    def step(apps, schema_editor):
        store = import_module(settings.SESSION_ENGINE).SessionStore()
        sessions = apps.get_model("sessions.Session").objects.using(schema_editor.connection.alias)
        for session in sessions.all():
            data = store.decode(session.session_data)
            if data.get(KEY) == before:
                session.session_data = store.encode(data | {KEY: after})
                session.save()

    return step


class Migration(migrations.Migration):
    dependencies = [
        ("smartcity", "0015_content_changed_at"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(rename(FORMER, CURRENT), rename(CURRENT, FORMER))]
