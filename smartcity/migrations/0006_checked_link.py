from django.db import migrations, models
from django.db.models import F, OrderBy


class Migration(migrations.Migration):
    dependencies = [("smartcity", "0005_preview_link")]

    operations = [
        migrations.CreateModel(
            name="CheckedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.CharField(max_length=1000, unique=True, verbose_name="address"),
                ),
                ("checked_at", models.DateTimeField(verbose_name="checked at")),
                (
                    "status",
                    models.PositiveSmallIntegerField(null=True, verbose_name="HTTP status"),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no-address", "This is no complete address on the web."),
                            (
                                "private",
                                "Leads into a private network, which readers do not reach.",
                            ),
                            ("unknown-host", "There is no server of this name."),
                            ("certificate", "The certificate of the server is not valid."),
                            ("timeout", "The server took too long to answer."),
                            ("no-answer", "The server did not answer properly."),
                            ("redirects", "It leads on and on."),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=0, verbose_name="failures in a row"),
                ),
                ("first_failed_at", models.DateTimeField(null=True, verbose_name="fails since")),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links to elsewhere",
                "ordering": [OrderBy(F("first_failed_at"), nulls_last=True), "address"],
                "default_permissions": ["view"],
            },
        ),
    ]
