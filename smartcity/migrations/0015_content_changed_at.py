import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("smartcity", "0014_notes_and_sizes_named"),
    ]

    operations = [
        migrations.AddField(
            model_name="contentversion",
            name="content_changed_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
    ]
