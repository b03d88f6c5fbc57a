"""An edit marks the entry of a conference as stale and keeps its bytes, so that only an entry that
differs counts as changed; and what pages say of their last change is no matter of the entry.
"""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0014_document_files_found"),
    ]

    operations = [
        migrations.AddField(
            model_name="conference",
            name="page_changed_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        # Stored entries are fresh, new conferences have none yet.
        migrations.AddField(
            model_name="conference",
            name="entry_stale_since",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="conference",
            name="entry_stale_since",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.RemoveIndex(
            model_name="conference",
            name="conferences_without_entry",
        ),
        migrations.AddIndex(
            model_name="conference",
            index=models.Index(
                condition=Q(
                    Q(("entry", None), ("entry_stale_since__isnull", False), _connector="OR"),
                    ("starts_on__isnull", False),
                ),
                fields=["id"],
                name="conferences_with_stale_entry",
            ),
        ),
    ]
