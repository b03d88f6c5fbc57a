"""Keep a conference with its texts in one place: otherwise PostgreSQL puts those of rows over 2 KB
into another table, and each search and each feed looks up thousands of them there."""

from django.db import migrations

from smartcity.sql.postgresql import on_postgresql


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0009_programme_in_calendar"),
    ]

    operations = [
        on_postgresql(
            ["ALTER TABLE conferences_conference SET (toast_tuple_target = 8160)"],
            ["ALTER TABLE conferences_conference RESET (toast_tuple_target)"],
        ),
    ]
