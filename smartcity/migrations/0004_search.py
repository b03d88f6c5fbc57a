from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("smartcity", "0003_workflow"),
    ]

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folded", models.CharField(max_length=120, unique=True)),
                ("written", models.CharField(max_length=60)),
            ],
        ),
        migrations.AddField(
            model_name="contentversion",
            name="search_format",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
