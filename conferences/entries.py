"""The stored calendar entries: built when something in them changes, joined when they are read."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.db import transaction

from smartcity.content import ContentChange, locked_version
from smartcity.models import ContentVersion

from .ical import entry_of
from .stored_rows import BATCH, stored_rows

# Raise it when `ical.entry_of` writes the same conference differently.
BUILDER_VERSION = 2
REBUILT_IN_AN_EDIT = 300


def entry_format():
    """What every entry depends on besides its conference; one of another format is void."""
    return format_of(settings.SITE_URL, settings.CALENDAR_UID_DOMAIN)


@lru_cache
def format_of(*parts):
    return hashlib.sha256("|".join([*parts, str(BUILDER_VERSION)]).encode()).hexdigest()[:16]


def rebuild_entries(conferences, version):
    """Build and store the entries of *conferences*, unless the stored ones are void altogether."""
    version.entry_format = version.entry_format or entry_format()
    if version.entry_format != entry_format():
        return []
    built = list(conferences.for_entries())
    for conference in built:
        conference.entry = entry_of(conference)
    conferences.model._base_manager.bulk_update(built, ["entry"], batch_size=100)
    return built


def rebuild_missing(model):
    """Build and store all entries that are missing; yield how many, batch by batch."""
    reached = 0
    while built := rebuild_batch(model.objects.without_entry().filter(pk__gt=reached)):
        reached = built[-1].pk
        yield len(built)


def rebuild_batch(conferences):
    # Edits wait at the version row meanwhile: none can come between reading and storing.
    with transaction.atomic():
        version = locked_version()
        built = rebuild_entries(conferences.order_by("pk")[:BATCH], version)
        version.save(update_fields=["entry_format"])
    return built


def void_entries(model, now):
    """Have every entry made anew, in the format of today: for calendars a change of each."""
    with transaction.atomic():
        version = locked_version()
        version.entry_format = entry_format()
        change = ContentChange(now)
        change.is_calendar_touched = bool(model.objects.invalidate(now))
        change.finish(version)


def stored_format(conference):
    """As loaded by `with_format`, else asked for."""
    loaded = getattr(conference, "stored_format", None)
    return loaded or ContentVersion.objects.values_list("entry_format", flat=True).get()


def entry_for(conference):
    """The entry as stored, or built anew (and not stored) where there is none; `for_feeds`."""
    if conference.entry is None or stored_format(conference) != entry_format():
        return entry_of(type(conference).objects.for_entries().get(pk=conference.pk))
    return conference.entry


def entries_of(conferences, version):
    """Yield the entries of a queryset in its order, joined in batches of `BATCH`."""
    is_void = version.entry_format != entry_format()
    for rows in stored_rows(conferences):
        built = build_missing(conferences.model, rows, is_void)
        yield b"".join([built.get(pk) or entry for pk, entry in rows])


def build_missing(model, rows, is_void):
    missing = [pk for pk, entry in rows if is_void or entry is None]
    if not missing:
        return {}
    found = model.objects.filter(pk__in=missing).for_entries()
    return {conference.pk: entry_of(conference) for conference in found}
