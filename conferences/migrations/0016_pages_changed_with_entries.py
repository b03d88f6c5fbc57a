"""So far a page counted as changed when its entry did; from here on each has a moment of its own."""

from django.db import migrations
from django.db.models import F


def begin_with_entries(apps, schema_editor):
    conferences = apps.get_model("conferences", "Conference").objects
    conferences.update(page_changed_at=F("entry_changed_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0015_entries_change_only_if_they_differ"),
    ]

    operations = [
        migrations.RunPython(begin_with_entries, migrations.RunPython.noop),
    ]
