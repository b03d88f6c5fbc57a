from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0002_feeds_read_in_order"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="conference",
            options={
                "default_permissions": (
                    "view",
                    "add",
                    "change",
                    "delete",
                    "edit_every",
                    "submit",
                    "publish",
                    "withdraw",
                ),
                "ordering": ["-starts_on", "pk"],
                "permissions": [
                    ("cancel_conference", "Can cancel a conference and take that back")
                ],
                "verbose_name": "conference",
                "verbose_name_plural": "conferences",
            },
        ),
    ]
