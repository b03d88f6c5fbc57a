from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kts", "0002_relations"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="article",
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
                "ordering": ["-published_at", "-pk"],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.AlterModelOptions(
            name="network",
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
                "ordering": ["sort_key"],
                "verbose_name": "network",
                "verbose_name_plural": "networks",
            },
        ),
    ]
