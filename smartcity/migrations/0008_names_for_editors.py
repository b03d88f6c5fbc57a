from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("smartcity", "0007_history"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="formerslug",
            options={"verbose_name": "former address", "verbose_name_plural": "former addresses"},
        ),
        migrations.AlterModelOptions(
            name="previewlink",
            options={
                "default_permissions": [],
                "ordering": ["-created_at", "-pk"],
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
            },
        ),
    ]
