"""The content transaction: how content is written, and the version that readers compare.

    with content_change(now, by=user) as change, change.writing(theme):
        theme.name = "Energie"
        theme.save()

Content is written inside `writing`, be it new, changed or deleted. When the transaction ends, what
takes part in it (`.participants`) stores what follows, and the content version rises if readers can
see a difference.
"""

from collections import Counter
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import timezone

from smartcity.media.storage import delete_stored_on_error
from smartcity.publishing.publication import Publishable
from smartcity.publishing.records import open_change
from smartcity.sql.busy import without_waiting
from smartcity.sql.prepared import PreparedQuery

from .models import ContentVersion
from .participants import PARTICIPANTS
from .row_cache import RowCache, by_model
from .values import subject_of

THE_VERSION = PreparedQuery(lambda: ContentVersion.objects.filter(pk=ContentVersion.ONLY))


@contextmanager
def content_change(now, by=None):
    """A transaction in which *by* may write content; writers queue at the version row.

    Yields a `ContentChange`. Inside another content change it is that one.
    """
    if change := open_change.get():
        change.by = change.by or by
        yield change
        return
    with delete_stored_on_error(), transaction.atomic():
        change = ContentChange(now, by, locked_version())
        token = open_change.set(change)
        try:
            yield change
            change.finish()
        finally:
            open_change.reset(token)


class ContentChange:
    """What is written in one transaction, and what the participants need to know of it.

    A row is known by (model, key). Rows are those of models with a history; a part counts as the
    row that owns it (`smartcity.content.values.subject_of`).
    """

    def __init__(self, now, by, version):
        self.now, self.by, self.version = now, by, version
        self.formats = version.entry_format, version.search_format
        # {model: {key: how often it was written}}; of those, what is new and what is not.
        self.written, self.made, self.rewritten = {}, set(), set()
        # Of those written: what holds something else than before.
        self.different = set()
        # (model, key) of rows that the search finds by other words now.
        self.found_otherwise = set()
        # For the history, by row: why it is changed; the number of the version it came back from.
        self.explanations, self.recovered = {}, {}
        self.is_different = self.are_calendars_different = False
        self.participants = [participant(self) for participant in PARTICIPANTS]
        self.rows = RowCache([participant.loads for participant in self.participants])
        self.rows_before = RowCache([participant.loads_before for participant in self.participants])
        # Read by `expect`, by row.
        self.expected = {}
        # By row that is being written right now: what readers are told.
        self.reasons = {}
        # Objects given to the `writing` blocks that are open.
        self.open_objects = []

    @contextmanager
    def writing(self, *objs, reason=""):
        """Write all of *objs* inside, be they new, changed or deleted.

        *reason* is what readers of an announced conference are told. Inside another `writing` of
        the same row it is part of that one.
        """
        pairs = [(subject_of(obj), obj) for obj in objs]
        for key in [key for key, _obj in pairs if key in self.reasons]:
            self.reasons[key] = self.reasons[key] or reason
        own = [(key, obj) for key, obj in pairs if key not in self.reasons]
        before = self.begin([key for key, _obj in own])
        self.reasons |= dict.fromkeys(before, reason)
        self.open_objects += objs
        try:
            yield
        except BaseException:
            # Whoever catches it may have kept some of what was written.
            self.note_written(own, before)
            raise
        else:
            self.end(own, before)
        finally:
            del self.open_objects[len(self.open_objects) - len(objs) :]
            for key in before:
                del self.reasons[key]

    def saved(self, obj, *, is_new):
        """Take note that *obj*, which has a history, was saved.

        Raise RuntimeError if no `writing` block is open for it: what follows from the write would
        be missed.
        """
        is_open = any(other is obj for other in self.open_objects)
        if not (is_open or subject_of(obj) in self.reasons):
            raise RuntimeError(f"Save {obj!r} inside `with change.writing(obj):`.")
        if is_new:
            self.made.add(subject_of(obj))

    def created(self, objs):
        """Note *objs* that were made in this change, and that nothing shows yet."""
        self.end([(subject_of(obj), obj) for obj in objs], {})

    def expect(self, model, keys):
        """Read together the rows that are about to be written one by one."""
        self.rows_before.forget_all()
        rows = self.rows_before.of(model, keys)
        self.expected = {(model, pk): row for pk, row in rows.items()}

    def begin(self, keys):
        """Tell the participants of the rows *keys* before they are written; return {key: row}."""
        before = {}
        self.rows_before.forget_all()
        for model, pks in by_model(keys):
            made = [pk for pk in pks if (model, pk) in self.made]
            rows = {row.pk: row for pk in pks if (row := self.expected.pop((model, pk), None))}
            rows |= self.rows_before.of(model, [pk for pk in pks if pk not in {*made, *rows}])
            if rows:
                for participant in self.participants:
                    participant.before([*rows.values()])
            rows |= model._default_manager.in_bulk(made) if made else {}
            before |= {(model, pk): row for pk, row in rows.items()}
        return before

    def end(self, pairs, before):
        """Tell the participants how the rows of *pairs* stand after they were written."""
        self.rows.forget_all()
        stored = {
            (model, pk): row
            for model, pks in by_model(before)
            for pk, row in model._default_manager.in_bulk(pks).items()
        }
        for key, obj in self.note_written(pairs, before):
            if key in stored:
                for participant in self.participants:
                    participant.after(obj, before[key], stored[key], self.reasons[key])

    def note_written(self, pairs, before):
        """Note the rows of [(key, object)] as written; return the pairs with keys of new ones."""
        known = [(key if key in before else subject_of(obj), obj) for key, obj in pairs]
        for (model, pk), _obj in known:
            if pk is None:
                continue
            if (model, pk) not in before:
                self.made.add((model, pk))
            elif (model, pk) not in self.made:
                self.rewritten.add((model, pk))
            self.written.setdefault(model, Counter())[pk] += 1
        return known

    def between(self):
        """Let the participants store what a long import should not leave to its end."""
        for participant in self.participants:
            participant.between()

    def explain(self, obj, words):
        """Say why *obj* is changed, for its history; what was said first is the closest to it."""
        self.explanations.setdefault(subject_of(obj), words)

    def differs(self):
        """Note that readers get something else than before."""
        self.is_different = True

    def calendars_differ(self):
        """Note that calendars do, too."""
        self.is_different = self.are_calendars_different = True

    def finds_otherwise(self, model, keys):
        """Note rows that the search finds by other words now."""
        self.found_otherwise |= {(model, pk) for pk in keys}
        self.is_different |= bool(keys)

    def finish(self):
        if not (self.written or self.found_otherwise):
            return
        for participant in self.participants:
            participant.settle()
        for participant in self.participants:
            participant.finish()
        self.store_version(self.version)

    def store_version(self, version):
        if self.are_calendars_different:
            version.raise_calendar(self.now)
        if self.is_different:
            version.content += 1
            version.content_changed_at = self.now
            pass_time(version, self.now)
            version.save()
        elif self.formats != (version.entry_format, version.search_format):
            version.save(update_fields=["entry_format", "search_format"])


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
    rows = THE_VERSION.rows()
    return rows[0] if rows else ContentVersion(pk=ContentVersion.ONLY)


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
                locked.content_changed_at = locked.next_change_at
                raise_counters(locked, locked.next_change_at)
                pass_time(locked, now)
                locked.save()
            return locked
    except DatabaseError:
        return version


def raise_counters(version, at):
    """Count a change of calendars, and so of content, at the moment *at*; the caller saves."""
    version.content += 1
    version.raise_calendar(at)


def pass_time(version, now):
    """Drop what has had its time, and note when time will next change something."""
    for participant in PARTICIPANTS:
        participant.pass_time(now)
    version.next_change_at = next_change_after(now)


def has_passed(version, now):
    return version.next_change_at is not None and version.next_change_at <= now


def next_change_after(now):
    """The next midnight in Berlin, or an earlier moment that changes what is visible."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    first, *others = [model._default_manager.to_be_published(now) for model in models]
    moments = first.union(*others, all=True).order_by("published_at")
    return min([next_midnight(now), *moments[:1]])


def next_midnight(now):
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def locked_version():
    """The row of the version, which other writers wait for from here on."""
    rows = ContentVersion.objects.select_for_update().filter(pk=ContentVersion.ONLY)
    if version := rows.first():
        return version
    ContentVersion.objects.get_or_create(pk=ContentVersion.ONLY)
    return rows.get()
