"""Cut the seconds of stored times. An end in the minute of its begin was never shown: it goes. And
an end at midnight of a last day that only it made the last now belongs to the day before, where
it is 24:00: the moment stays.
"""

from datetime import time, timedelta

from django.db import migrations
from django.db.models import F, Max


def whole_minute(value):
    return value and value.replace(second=0, microsecond=0)


def read_conferences(apps, schema_editor):
    conferences = apps.get_model("conferences", "Conference").objects
    for conference in conferences.exclude(start_time=None).only(
        "starts_on", "ends_on", "start_time", "end_time", "registration_deadline"
    ):
        before = (
            conference.starts_on,
            conference.start_time,
            conference.ends_on,
            conference.end_time,
        )
        cut_seconds(conference)
        end_on_the_day_before(conference)
        after = conference.starts_on, conference.start_time, conference.ends_on, conference.end_time
        if before != after:
            conference.save(
                update_fields=["ends_on", "start_time", "end_time", "registration_deadline"]
            )


def cut_seconds(conference):
    conference.start_time = whole_minute(conference.start_time)
    if conference.end_time is None:
        return
    end = whole_minute(conference.end_time)
    is_at_once = (conference.starts_on, conference.start_time) == (conference.ends_on, end)
    conference.end_time = None if is_at_once else end


def end_on_the_day_before(conference):
    if conference.end_time != time.min or conference.ends_on == conference.starts_on:
        return
    last = conference.programme.aggregate(last=Max("day"))["last"] or 1
    if last > (conference.ends_on - conference.starts_on).days:
        # Something of the programme is on the last day, which therefore stays.
        return
    conference.ends_on -= timedelta(days=1)
    if conference.registration_deadline:
        deadline = min(conference.registration_deadline, conference.ends_on)
        conference.registration_deadline = deadline


def read_programmes(apps, schema_editor):
    items = apps.get_model("conferences", "ProgrammeItem").objects
    for item in items.only("starts", "ends"):
        before = item.starts, item.ends
        item.starts, end = whole_minute(item.starts), whole_minute(item.ends)
        item.ends = None if end == item.starts else end
        if before != (item.starts, item.ends):
            item.save(update_fields=["starts", "ends"])


def end_conferences_on_the_next_day(apps, schema_editor):
    conferences = apps.get_model("conferences", "Conference").objects
    conferences.filter(end_time=time.min).update(ends_on=F("ends_on") + timedelta(days=1))


def forget_ends_at_midnight(apps, schema_editor):
    """Items have no other day to end on."""
    apps.get_model("conferences", "ProgrammeItem").objects.filter(ends=time.min).update(ends=None)


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0017_whole_minutes_and_ends_at_midnight"),
    ]

    operations = [
        migrations.RunPython(read_conferences, end_conferences_on_the_next_day),
        migrations.RunPython(read_programmes, forget_ends_at_midnight),
    ]
