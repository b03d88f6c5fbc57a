"""On PostgreSQL a long feed is read as it lies there: neither sorted on disk nor unpacked.

Not in Meta.indexes, for SQLite takes no NULLS FIRST in an index (and needs none).
"""

from django.db import migrations

# As `CalendarQuerySet.by_begin` orders.
INDEX = """
    CREATE INDEX conferences_by_begin ON conferences_conference (
        starts_on,
        (CASE WHEN end_time IS NOT NULL THEN start_time ELSE NULL END) NULLS FIRST,
        uid
    )
"""
# Short enough to lie beside the other columns as it is.
STORAGE = "ALTER TABLE conferences_conference ALTER COLUMN entry SET STORAGE {}"


def on_postgresql(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("conferences", "0001_initial")]

    operations = [
        migrations.RunPython(
            on_postgresql(INDEX, STORAGE.format("MAIN")),
            on_postgresql("DROP INDEX conferences_by_begin", STORAGE.format("EXTENDED")),
        )
    ]
