"""The content transaction: how content is written, and the version that readers compare.

    with content_change(now, by=user) as change, change.writing(theme):
        theme.name = "Energie"
        theme.save()

Content is created, changed and deleted inside `writing`. When the transaction ends, participants
(`.participants`) store what follows from it, and the content version rises if readers can see a
difference.
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

VERSION_QUERY = PreparedQuery(lambda: ContentVersion.objects.filter(pk=ContentVersion.ONLY))


@contextmanager
def content_change(now, by=None):
    """Open a transaction in which *by* may write content; yield its `ContentChange`.

    Writers wait for one another at the row of the version. Inside another content change, that
    one is yielded.
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
    """The rows written in one transaction, for its participants.

    Rows are identified by (model, key) and belong to models with a history; a part counts as the
    row that owns it (`smartcity.content.values.subject_of`).
    """

    def __init__(self, now, by, version):
        self.now, self.by, self.version = now, by, version
        self.formats = version.entry_format, version.search_format
        # {model: {key: number of writes}}; the new rows among them, and the others.
        self.written, self.created_rows, self.rewritten = {}, set(), set()
        # The written rows that hold something else than before.
        self.different = set()
        # Rows whose search columns differ.
        self.search_different = set()
        # For the history, by row: why it was changed, and the number of the record it came from.
        self.explanations, self.recovered = {}, {}
        self.is_different = self.are_calendars_different = False
        self.participants = [participant(self) for participant in PARTICIPANTS]
        self.rows = RowCache([participant.load for participant in self.participants])
        self.rows_before = RowCache([participant.load_before for participant in self.participants])
        # {row: object} as read by `prefetch`.
        self.prefetched = {}
        # {row: explanation for readers}, while it is being written.
        self.reasons = {}
        # The objects passed to open `writing` blocks.
        self.open_objects = []

    @contextmanager
    def writing(self, *objs, reason=""):
        """Open a block in which *objs* may be created, changed or deleted.

        *reason* is the explanation for readers of an announced conference. A block inside another
        one for the same row is part of it.
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
            # Code that catches the exception may keep some of what was written.
            self.note_written(own, before)
            raise
        else:
            self.end(own, before)
        finally:
            del self.open_objects[len(self.open_objects) - len(objs) :]
            for key in before:
                del self.reasons[key]

    def note_saved(self, obj, *, is_new):
        """Note that *obj*, which has a history, was saved.

        Raise RuntimeError if no `writing` block is open for it: participants would miss the write.
        """
        is_open = any(other is obj for other in self.open_objects)
        if not (is_open or subject_of(obj) in self.reasons):
            raise RuntimeError(f"Save {obj!r} inside `with change.writing(obj):`.")
        if is_new:
            self.created_rows.add(subject_of(obj))

    def note_created(self, objs):
        """Note *objs* that were created in this change, and that nothing refers to yet."""
        self.end([(subject_of(obj), obj) for obj in objs], {})

    def prefetch(self, model, keys):
        """Read rows together that are about to be written one by one."""
        self.rows_before.forget_all()
        rows = self.rows_before.of(model, keys)
        self.prefetched = {(model, pk): row for pk, row in rows.items()}

    def begin(self, keys):
        """Call the participants before the rows *keys* are written; return {key: row}."""
        before = {}
        self.rows_before.forget_all()
        for model, pks in by_model(keys):
            created = [pk for pk in pks if (model, pk) in self.created_rows]
            rows = {row.pk: row for pk in pks if (row := self.prefetched.pop((model, pk), None))}
            rows |= self.rows_before.of(model, [pk for pk in pks if pk not in {*created, *rows}])
            if rows:
                for participant in self.participants:
                    participant.before([*rows.values()])
            rows |= model._default_manager.in_bulk(created) if created else {}
            before |= {(model, pk): row for pk, row in rows.items()}
        return before

    def end(self, pairs, before):
        """Call the participants after the rows of [(key, object)] were written."""
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
                self.created_rows.add((model, pk))
            elif (model, pk) not in self.created_rows:
                self.rewritten.add((model, pk))
            self.written.setdefault(model, Counter())[pk] += 1
        return known

    def flush(self):
        """Let the participants store results before the end of a long import."""
        for participant in self.participants:
            participant.flush()

    def explain(self, obj, reason):
        """Set why *obj* is changed, for its history; the first reason set counts."""
        self.explanations.setdefault(subject_of(obj), reason)

    def mark_different(self):
        """Note that readers can see a difference."""
        self.is_different = True

    def mark_calendars_different(self):
        """Note that readers and subscribers of calendars can see a difference."""
        self.is_different = self.are_calendars_different = True

    def mark_search_different(self, model, keys):
        """Note rows whose search columns differ."""
        self.search_different |= {(model, pk) for pk in keys}
        self.is_different |= bool(keys)

    def finish(self):
        """Call the participants at the end of the change, and store the version."""
        if not (self.written or self.search_different):
            return
        for participant in self.participants:
            participant.settle()
        for participant in self.participants:
            participant.finish()
        self.store_version(self.version)

    def store_version(self, version):
        """Raise the counters and save the row if something is different."""
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
    """Return the content version at *now*; raise it first if time has changed what is visible.

    Call it before reading rows: a response may then be fresher than its version, never older.
    Readers do not wait for a writer that holds the row: the version is then returned as stored,
    and `has_passed(version, now)` stays true.
    """
    version = stored_version()
    return raised_version(version, now) if has_passed(version, now) else version


def stored_version():
    """Return the stored version, or an unsaved one before anything was written."""
    rows = VERSION_QUERY.rows()
    return rows[0] if rows else ContentVersion(pk=ContentVersion.ONLY)


def raised_version(version, now):
    """Raise the stored version for the moment that passed, and return it.

    Return *version* unchanged if another transaction holds the row, or if the database cannot be
    written.
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
    """Raise the content and calendar versions for the moment *at*; the caller saves."""
    version.content += 1
    version.raise_calendar(at)


def pass_time(version, now):
    """Let the participants expire rows, and set when time will next change something."""
    for participant in PARTICIPANTS:
        participant.expire(now)
    version.next_change_at = next_change_after(now)


def has_passed(version, now):
    """Return whether time has changed what is visible since the version was stored."""
    return version.next_change_at is not None and version.next_change_at <= now


def next_change_after(now):
    """Return the next midnight in Berlin, or an earlier moment that changes what is visible."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    first, *others = [model._default_manager.to_be_published(now) for model in models]
    moments = first.union(*others, all=True).order_by("published_at")
    return min([next_midnight(now), *moments[:1]])


def next_midnight(now):
    """Return the next midnight in Berlin."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def locked_version():
    """Return the row of the version, locked until the end of the transaction."""
    rows = ContentVersion.objects.select_for_update().filter(pk=ContentVersion.ONLY)
    if version := rows.first():
        return version
    ContentVersion.objects.get_or_create(pk=ContentVersion.ONLY)
    return rows.get()
