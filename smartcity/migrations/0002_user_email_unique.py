import django.db.models.functions.text
from django.db import migrations, models

import smartcity.models


class Migration(migrations.Migration):
    dependencies = [
        ("smartcity", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={"verbose_name": "account", "verbose_name_plural": "accounts"},
        ),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=smartcity.accounts.models.LowerCaseEmailField(
                blank=True, max_length=254, verbose_name="email address"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="smartcity_user_email_is_unique",
                violation_error_message="Another account has this e-mail address.",
            ),
        ),
    ]
