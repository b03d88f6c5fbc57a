import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0010_conference_rows_in_one_piece"),
    ]

    operations = [
        migrations.AlterField(
            model_name="programmeitem",
            name="day",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="1 is the first day of the conference.",
                validators=[
                    django.core.validators.MaxValueValidator(31, "A programme has at most 31 days.")
                ],
                verbose_name="day",
            ),
        ),
    ]
