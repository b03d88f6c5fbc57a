from django.db import migrations, models

from smartcity.sql.postgresql import trigram_index


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0003_workflow_permissions"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="member",
            name="search_text",
        ),
        migrations.AddField(
            model_name="conference",
            name="search_title",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="modelproject",
            name="search_title",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="theme",
            name="search_text",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="theme",
            name="search_title",
            field=models.TextField(blank=True, editable=False),
        ),
        trigram_index("conferences_found_by_words", "conferences_conference"),
    ]
