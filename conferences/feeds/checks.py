"""System check of the stored calendar entries (`check --database default`)."""

from random import sample

from django.core.checks import Tags, Warning, register
from django.db import DatabaseError, transaction
from django.utils import timezone

from conferences.calendar.entries import differs, entry_format
from conferences.models import Conference
from smartcity.content.models import ContentVersion
from smartcity.media.texts_with_pictures import with_pictures

# More are not all built for a check, but drawn anew each time it runs.
SAMPLE = 500
HINT = "Run manage.py rebuild_calendar."


@register(Tags.database)
def check_stored_entries(databases=None, **kwargs):
    if "default" not in (databases or []):
        return []
    try:
        with transaction.atomic():
            return stale_entries(timezone.now())
    except DatabaseError:
        # Before the migrations there is nothing to look at.
        return []


def stale_entries(now):
    """Return warnings about stale or wrong entries and about another format."""
    conferences = Conference.objects.in_calendar(now)
    stored = conferences.with_fresh_entry()
    if is_of_another_format() and stored.exists():
        return [warning(1, "The calendar entries are of another format than the settings'.", HINT)]
    warnings = []
    if conferences.with_stale_entry().exists():
        warnings.append(
            warning(2, "Conferences without a fresh calendar entry are in calendars.", HINT)
        )
    if different := sorted(one.slug for one in sample_of(stored) if differs(one)):
        message = f"Stored calendar entries differ from fresh ones: {', '.join(different)}."
        warnings.append(warning(3, message, HINT))
    return warnings


def sample_of(conferences):
    keys = list(conferences.values_list("pk", flat=True))
    drawn = sample(keys, min(SAMPLE, len(keys)))
    return with_pictures(Conference.objects.filter(pk__in=drawn).for_entries())


def is_of_another_format():
    version = ContentVersion.objects.filter(pk=ContentVersion.ONLY).first()
    return version is not None and version.entry_format not in ["", entry_format()]


def warning(number, message, hint):
    return Warning(message, hint=hint, id=f"conferences.W{number:03}")
