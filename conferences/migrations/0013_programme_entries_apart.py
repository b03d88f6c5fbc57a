"""Keep the stored programme apart from the row of its conference: only `?programm=1` reads it, and
without it three conferences fit into a page of PostgreSQL instead of two. What lists compare and
feeds send stays in the row, as it is."""

from django.db import migrations

from smartcity.sql.postgresql import on_postgresql

ROWS = "ALTER TABLE conferences_conference SET (toast_tuple_target = {})"
COLUMN = "ALTER TABLE conferences_conference ALTER COLUMN {} SET STORAGE {}"


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0012_indexes_beside_words"),
    ]

    operations = [
        on_postgresql(
            [
                ROWS.format(2700),
                COLUMN.format("programme_entries", "EXTERNAL"),
                COLUMN.format("search_text", "MAIN"),
                COLUMN.format("search_title", "MAIN"),
            ],
            [
                COLUMN.format("search_title", "EXTENDED"),
                COLUMN.format("search_text", "EXTENDED"),
                COLUMN.format("programme_entries", "EXTENDED"),
                ROWS.format(8160),
            ],
        ),
    ]
