"""Store calendar entries when their content changes, and join them when feeds are read."""

import hashlib
from contextlib import closing
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from smartcity.content.transaction import locked_version, raise_counters, stored_version
from smartcity.media.texts_with_pictures import with_pictures

from .departed_entries import departed_of
from .event_lines import settled
from .ical import entry_of
from .programme_entries import programme_of
from .removed_items import still_shown
from .stored_rows import BATCH, stored_rows

# Raise it when the same conference or programme is written differently (`ical`, `entry_text`).
BUILDER_VERSION = 5
REBUILT_IN_AN_EDIT = 300
# The columns that hold what is built.
STORED = ["entry", "programme_entries", "removed_entries"]
# What tells one entry from the others that the conference had.
REVISION = ["entry_revision", "entry_changed_at", "entry_changed_before", "entry_stale_since"]
COLUMNS = [*STORED, "departed_entry", *REVISION]
stored_columns = attrgetter(*COLUMNS)
built_columns = attrgetter(*STORED, "departed_entry")


def entry_format():
    """Return a digest of what every entry depends on besides its conference."""
    return format_of(settings.SITE_URL, settings.CALENDAR_UID_DOMAIN)


@lru_cache
def format_of(*parts):
    return hashlib.sha256("|".join([*parts, str(BUILDER_VERSION)]).encode()).hexdigest()[:16]


def rebuild_entries(conferences, version):
    """Build and store the entries of *conferences*, unless the stored ones are void altogether.

    Return how many were built.
    """
    if are_void_in(version):
        return 0
    built = with_pictures(conferences.for_entries())
    store_entries(built)
    return len(built)


def are_void_in(version):
    """Return whether stored entries have another format than today's; set an empty format."""
    version.entry_format = version.entry_format or entry_format()
    return version.entry_format != entry_format()


def store_entries(conferences, edited_at=None):
    """Give each of a list fresh entries, and store what differs; loaded with `for_entries`.

    *edited_at* is the moment of an edit that may have made others of all of them. Return the keys
    of those whose own entry differs from the one before.
    """
    before = [stored_columns(conference) for conference in conferences]
    if edited_at:
        for conference in conferences:
            conference.entry_stale_since = edited_at
    different = [conference.pk for conference in conferences if refresh(conference)]
    pairs = zip(conferences, before, strict=True)
    if changed := [conference for conference, old in pairs if stored_columns(conference) != old]:
        type(changed[0])._base_manager.bulk_update(changed, COLUMNS, batch_size=100)
    return different


def refresh(conference):
    """Set fresh entries; return whether the conference's own entry differs."""
    entries = fresh_entries(conference)
    if is_different := entries[0] != conference.entry:
        note_change(conference)
    for name, value in zip(STORED, entries, strict=True):
        setattr(conference, name, value)
    conference.departed_entry = departed_of(conference)
    conference.entry_stale_since = None
    return is_different


def note_change(conference):
    """Raise the revision and the moment of the last change, which never falls."""
    if conference.entry_revision > 1:
        conference.entry_changed_before = conference.entry_changed_at
    conference.entry_revision += 1
    conference.entry_changed_at = changed_at(conference)


def fresh_entries(conference):
    """What is to be stored in the columns of `STORED`; loaded with `for_entries`.

    What says the same as before keeps its bytes, and so the moment of its last change.
    """
    return fresh_entry(conference), *programme_of(conference, changed_at(conference))


def fresh_entry(conference):
    return settled(entry_of(conference), conference.entry, changed_at(conference))


def changed_at(conference):
    """Return the moment of change of a fresh entry that differs from the stored one."""
    known = [conference.entry_stale_since, conference.entry_changed_at, conference.created_at]
    return max(filter(None, known))


def differs(conference):
    """Return whether a stored entry differs from a fresh one; load with `for_entries`."""
    fresh = *fresh_entries(conference), departed_of(conference)
    return not conference.is_entry_stale and built_columns(conference) != fresh


def rebuild_all(model):
    """Make every entry anew, store what is stale or differs from what is stored.

    Yield (how many were looked at, how many were stored), batch by batch.
    """
    reached = 0
    while keys := list(model.objects.with_day_after(reached).values_list("pk", flat=True)[:BATCH]):
        reached = keys[-1]
        yield len(keys), rebuild_batch(model.objects.filter(pk__in=keys))


def rebuild_batch(conferences):
    # Edits wait at the version row meanwhile: none can come between reading and storing.
    with transaction.atomic():
        version = locked_version()
        # The moment of this batch: an edit of a minute ago was before it.
        now = timezone.now()
        if different := [
            conference.pk
            for conference in with_pictures(conferences.for_entries())
            if differs(conference)
        ]:
            # For calendars they change now.
            conferences.filter(pk__in=different).invalidate(now)
        built = rebuild_entries(conferences.with_stale_entry(), version)
        if different:
            raise_counters(version, now)
        version.save()
    return built


def void_entries(model, now):
    """Set today's format and mark every entry as stale: for calendars all of them change."""
    with transaction.atomic():
        version = locked_version()
        version.entry_format = entry_format()
        if model.objects.invalidate(now):
            raise_counters(version, now)
        version.save()


def are_void():
    """Return whether the stored entries have another format than today's."""
    return stored_version().entry_format != entry_format()


def unstored_entries(conference):
    """Return the conference with all columns and with entries as they would be stored now."""
    fresh = type(conference).objects.for_entries().get(pk=conference.pk)
    refresh(fresh)
    return fresh


def entries_for(conference, today, *, is_void):
    """As stored, or built anew (and not stored) where those of all are void; `for_file`.

    With *today* also those of its programme.
    """
    if is_void:
        conference = unstored_entries(conference)
    return conference.entry + (programme_on(today, conference) if today else b"")


def programme_on(today, conference):
    """Return the entries of the programme, removed items included while they are shown."""
    removed = still_shown(conference.removed_entries, today)
    return (conference.programme_entries or b"") + removed


def entries_of(conferences, version, departed=None):
    """Yield the entries of a queryset in its order, in lists of at most `BATCH`.

    For those that meet *departed* it is the one that tells so.
    """
    is_void = version.entry_format != entry_format()
    with closing(stored_rows(conferences, departed)) as batches:
        for rows in batches:
            if is_void or not all(entry for _, entry in rows):
                # A stale one. To build it asks the database, which first has to tell all rows.
                keys = [pk for rest in chain([rows], batches) for pk, _ in rest]
                yield from entries_by_key(conferences.model, keys, is_void, departed)
            else:
                yield [entry for _, entry in rows]


def entries_by_key(model, keys, is_void, departed):
    """Yield entries as `entries_of` does; build missing ones, and leave out deleted rows."""
    for first in range(0, len(keys), BATCH):
        part = keys[first : first + BATCH]
        rows = model.objects.filter(pk__in=part)
        gone = set(rows.filter(departed).values_list("pk", flat=True)) if departed else set()
        stored = {} if is_void else stored_by_key(rows, gone)
        missing = rows.filter(pk__in=[pk for pk in part if not stored.get(pk)])
        built = {
            conference.pk: built_entry(conference, gone)
            for conference in with_pictures(missing.for_entries())
        }
        yield [stored.get(pk) or built.get(pk, b"") for pk in part]


def stored_by_key(rows, gone):
    """Return {key: entry}; for keys in *gone* the entry that the feed was left."""
    fresh = rows.with_fresh_entry().order_by()
    stored = fresh.values_list("pk", "entry", "departed_entry")
    return {pk: departed if pk in gone else entry for pk, entry, departed in stored}


def built_entry(conference, gone):
    refresh(conference)
    return conference.departed_entry if conference.pk in gone else conference.entry
