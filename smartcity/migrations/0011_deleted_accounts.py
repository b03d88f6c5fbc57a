from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("smartcity", "0010_delete_allauth_addresses"),
    ]

    operations = [
        migrations.AlterModelManagers(
            name="user",
            managers=[],
        ),
        migrations.AddField(
            model_name="user",
            name="is_deleted",
            field=models.BooleanField(default=False, editable=False, verbose_name="deleted"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_deleted", False),
                    models.Q(("email", ""), ("is_active", False)),
                    _connector="OR",
                ),
                name="smartcity_user_deleted_has_no_login",
            ),
        ),
    ]
