"""Delete the e-mail addresses that allauth stored: the one of the account is the only one."""

from django.db import migrations


def delete_addresses(apps, schema_editor):
    addresses = apps.get_model("account", "EmailAddress").objects
    addresses.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("smartcity", "0009_choosing_pictures"),
    ]

    operations = [
        migrations.RunPython(delete_addresses, migrations.RunPython.noop),
    ]
