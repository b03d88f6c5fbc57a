from django.db import migrations, models

from smartcity.sql.postgresql import trigram_index


class Migration(migrations.Migration):
    dependencies = [
        ("kts", "0003_workflow_permissions"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="search_title",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="attachment",
            name="file_text",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="network",
            name="search_text",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="network",
            name="search_title",
            field=models.TextField(blank=True, editable=False),
        ),
        trigram_index("kts_found_by_words", "kts_article"),
    ]
