from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("smartcity", "0008_names_for_editors"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="picture",
            options={
                "ordering": ["-pk"],
                "permissions": [("choose_picture", "Can choose a picture for a text")],
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
            },
        ),
    ]
