from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conferences", "0004_search")]

    operations = [
        migrations.AddField(
            model_name="change",
            name="goes_online",
            field=models.BooleanField(default=False, verbose_name="moved online"),
        ),
    ]
