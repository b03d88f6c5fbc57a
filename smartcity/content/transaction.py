"""The one door through which content is written, and the version readers compare.

    with content_change(now) as change:
        change.touch(theme)
        theme.save()
        change.touch(theme)

`touch` goes before and after each write (only after for a new object, only before for a
deletion). On leaving, the version rises and stored results are made again.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time, timedelta

from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import timezone

from smartcity.media.storage import delete_stored_on_error
from smartcity.publishing.addresses import Addressed, remember_slug
from smartcity.publishing.publication import Publishable
from smartcity.sql.busy import without_waiting
from smartcity.sql.prepared import PreparedQuery

from .history.keeping import Keeper, in_batches, key_of
from .models import ContentVersion
from .search_columns import Touched

THE_VERSION = PreparedQuery(lambda: ContentVersion.objects.filter(pk=ContentVersion.ONLY))
# Instead of a search format: `manage.py rebuild_search` has rows to store.
INCOMPLETE = "incomplete"
# The change that is open in this thread, if any: doors inside one door are the same door.
open_change = ContextVar("open_change", default=None)


@contextmanager
def content_change(now, by=None):
    """A transaction in which *by* may write content; writers queue at the version row."""
    if change := open_change.get():
        change.versions.by = change.versions.by or by
        yield change
        return
    with delete_stored_on_error(), transaction.atomic():
        version = locked_version()
        change = ContentChange(now, by)
        token = open_change.set(change)
        try:
            with change.versions:
                yield change
        finally:
            open_change.reset(token)
        if change.is_touched:
            change.finish(version)


class ContentChange:
    def __init__(self, now, by=None):
        self.now = now
        self.versions = Keeper(now, by)
        self.is_touched = False
        self.is_calendar_touched = False
        # (model, key) of touched objects that calendars show or showed.
        self.in_calendars = set()
        self.searched = Touched()
        self.seen = {}
        self.memories = [it._default_manager.memory(now) for it in keeping_models()]
        # By object that feeds are about, or can be narrowed by: how it stood at each touch.
        self.feeds = {}

    def touch(self, obj, reason=""):
        """Note that *obj* is about to be written or was written, and for what public reason."""
        self.is_touched = True
        self.searched.note(obj)
        self.versions.note(obj)
        for memory in self.memories:
            memory.note(obj)
        self.void_what_shows(obj)
        stored = type(obj)._base_manager.filter(pk=obj.pk).first()
        before = self.seen.get((type(obj), obj.pk))
        self.seen[type(obj), obj.pk] = stored
        if before and stored and isinstance(obj, Addressed):
            self.follow_slug(before, stored)
        if hasattr(type(obj)._default_manager, "offered"):
            self.feeds.setdefault((type(obj), obj.pk), []).append(feed_of(stored))
        if before and stored and hasattr(obj, "log_changes"):
            obj.log_changes(before, stored, self.now, reason)

    def touch_made(self, objs):
        """What `touch` does, for what this change made and nothing in a calendar shows yet."""
        for obj in objs:
            self.is_touched = True
            self.searched.note_made(obj)
            self.versions.note(obj)
            self.seen[type(obj), obj.pk] = obj
            if hasattr(type(obj)._default_manager, "offered"):
                self.feeds.setdefault((type(obj), obj.pk), []).append(feed_of(obj))

    def settle_search(self):
        """Store what was touched so far: an import touches more than the end of an edit stores."""
        for model, keys in self.searched.store():
            self.tell_searched(model, keys)
        self.searched = Touched()

    def tell(self, obj, words):
        """What the history says about this change of *obj*, besides who and when."""
        self.versions.tell(obj, words)

    def void_what_shows(self, obj):
        for model in keeping_models():
            shown = model._default_manager.showing(obj)
            key = key_of(obj) or (type(obj), obj.pk)
            if key not in self.in_calendars and shown.in_calendar(self.now).exists():
                self.in_calendars.add(key)
            shown.invalidate(self.now)

    def follow_slug(self, before, stored):
        if before.slug != stored.slug and before.has_public_address(self.now):
            remember_slug(stored, before.slug)

    def finish(self, version):
        for memory in self.memories:
            self.is_calendar_touched |= memory.keep(self.versions.made)
        self.versions.finish()
        self.store_searched(version)
        self.is_calendar_touched |= bool(self.in_calendars & self.versions.different)
        for model in keeping_models():
            self.show_changes(model._default_manager, version)
        version.content += 1
        if self.is_touched:
            version.content_changed_at = self.now
        if self.is_calendar_touched or any(map(is_another_feed, self.feeds.values())):
            version.raise_calendar(self.now)
        pass_time(version, self.now)
        version.save()

    def show_changes(self, manager, version):
        """Store the entries that differ now, and note whose pages show something that differs."""
        keys = manager.rebuild_some(version)
        rebuilt = manager.filter(pk__in=keys)
        self.is_calendar_touched |= bool(keys) and rebuilt.in_calendar(self.now).exists()
        # A new format of all entries is nothing that pages show.
        if self.is_touched:
            rebuilt.show_change(self.now)
            for model, keys in in_batches(self.versions.different):
                manager.showing_any(model, keys).show_change(self.now)

    def store_searched(self, version):
        for model, keys in self.searched.store():
            self.tell_searched(model, keys)
        if self.searched.are_too_many:
            version.search_format = INCOMPLETE

    def tell_searched(self, model, keys):
        """Objects of *model* are found by other words now: feeds of `?q=` may hold others."""
        self.is_touched |= bool(keys)
        if keys and model in keeping_models():
            found = model._default_manager.filter(pk__in=keys)
            self.is_calendar_touched |= found.in_calendar(self.now).exists()


def feed_of(obj):
    """What a feed about it is called and where it leads, even while it holds no entry."""
    return obj and (str(obj), obj.slug, hasattr(obj, "get_calendar_url") and obj.get_calendar_url())


def is_another_feed(states):
    """Whether it is called otherwise or leads elsewhere; touched once, it is new or gone."""
    return len(states) == 1 or states[0] != states[-1]


def current_version(now):
    """The version to answer with; raised first when time alone has changed what is visible.

    Readers call it before they read rows: an answer may then be fresher than its version,
    never older. While a writer holds the row nobody waits for it: then the version is returned as
    it stands, and `has_passed(version, now)` stays true.
    """
    version = stored_version()
    return raised_version(version, now) if has_passed(version, now) else version


def stored_version():
    """The stored version, or an unsaved one before anything was written."""
    found = THE_VERSION.rows()
    return found[0] if found else ContentVersion(pk=ContentVersion.ONLY)


def raised_version(version, now):
    """Raise the row for the moment that passed; *version* itself where that cannot be done now.

    Another transaction may hold the row, or the database may take no writes: readers go on.
    """
    try:
        with without_waiting(), transaction.atomic():
            rows = ContentVersion.objects.select_for_update(skip_locked=True)
            locked = rows.filter(pk=version.pk).first()
            if locked is None:
                return version
            if has_passed(locked, now):
                locked.content += 1
                locked.content_changed_at = locked.next_change_at
                locked.raise_calendar(locked.next_change_at)
                pass_time(locked, now)
                locked.save()
            return locked
    except DatabaseError:
        return version


def pass_time(version, now):
    """Drop what has had its time, and note when time will next change something."""
    for model in keeping_models():
        model._default_manager.forget_passed(now)
    version.next_change_at = next_change_after(now)


def has_passed(version, now):
    return version.next_change_at is not None and version.next_change_at <= now


def next_change_after(now):
    """The next midnight in Berlin, or an earlier moment that changes what is visible."""
    moments = [
        model._default_manager.next_change(now)
        for model in apps.get_models()
        if issubclass(model, Publishable)
    ]
    return min([next_midnight(now), *filter(None, moments)])


def next_midnight(now):
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def locked_version():
    ContentVersion.objects.get_or_create(pk=ContentVersion.ONLY)
    return ContentVersion.objects.select_for_update().get(pk=ContentVersion.ONLY)


def keeping_models():
    """Models that store something made from content: their manager says what shows an object."""
    return [model for model in apps.get_models() if hasattr(model._default_manager, "showing")]
