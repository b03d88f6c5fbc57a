"""Keep for a while what conferences were found by before a change, and tell feeds that lost them."""

import django.db.models.deletion
from django.db import migrations, models

import conferences.models.entry
from smartcity.sql.postgresql import on_postgresql

COLUMN = "ALTER TABLE conferences_conference ALTER COLUMN departed_entry SET STORAGE {}"


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0019_removed_programme_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="conference",
            name="departed_entry",
            field=conferences.models.entry.EntryField(editable=False, null=True),
        ),
        # Few rows have one, and few feeds read it: it lies beside the row.
        on_postgresql([COLUMN.format("EXTERNAL")], [COLUMN.format("EXTENDED")]),
        migrations.CreateModel(
            name="PastState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("format", models.CharField(max_length=10)),
                ("laender", models.CharField(default=" ", max_length=49)),
                ("status", models.CharField(max_length=15)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("has_open_registration", models.BooleanField()),
                ("until_called_off", models.BooleanField()),
                (
                    "accessibility",
                    models.ManyToManyField(
                        related_name="past_states", to="conferences.accessibilityservice"
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_states",
                        to="conferences.conference",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conferences.series",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(related_name="past_states", to="conferences.theme"),
                ),
            ],
            options={
                "verbose_name": "earlier state in calendars",
                "verbose_name_plural": "earlier states in calendars",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PastParticipation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conferences.modelproject",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="conferences.paststate",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier participation in calendars",
                "verbose_name_plural": "earlier participations in calendars",
                "default_permissions": (),
            },
        ),
    ]
