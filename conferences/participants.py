"""What of conferences takes part in a content change: calendars, their feeds, the public log."""

from itertools import chain

from smartcity.content.participants import Participant
from smartcity.content.row_cache import in_batches

from .calendar.entries import REBUILT_IN_AN_EDIT, are_void_in, store_entries
from .calendar.memory import Memory
from .models import AccessibilityService, Conference, ModelProject, Series, Theme


class PublicLog(Participant):
    """Tells readers of an announced conference what is different."""

    def after(self, obj, before, stored, reason):
        if isinstance(stored, Conference):
            # A part may have been written instead of the conference.
            conference = obj if isinstance(obj, Conference) else stored
            if conference.log_changes(before, stored, self.change.now, reason):
                self.change.mark_different()


class PastStates(Participant):
    """Keeps what conferences were found by, for the feeds that lose them."""

    def __init__(self, change):
        super().__init__(change)
        self.memory = Memory(Conference, change.now)

    def load_before(self, rows):
        return rows.for_memory(self.change.now) if rows.model is Conference else rows

    def load(self, rows):
        rows = self.load_before(rows)
        return rows.with_past_states() if rows.model is Conference else rows

    def before(self, rows):
        model = type(rows[0])
        if model is not Conference:
            keys = Conference.objects.narrowed_by(model, [row.pk for row in rows])
            conferences = (
                set(keys.order_by().values_list("pk", flat=True)) - self.memory.before.keys()
            )
            rows = self.change.rows_before.of(Conference, conferences).values()
        self.memory.note(rows)

    def settle(self):
        created = self.change.created_rows
        keys = [
            pk
            for pk, moment in self.memory.before.items()
            if moment and (Conference, pk) not in created
        ]
        for batch in in_batches(keys):
            changed = self.memory.keep(self.change.rows.of(Conference, batch))
            if changed:
                Conference.objects.filter(pk__in=changed).invalidate(self.change.now)
                self.change.rows.forget(Conference, changed)
                self.change.mark_calendars_different()

    @classmethod
    def expire(cls, now):
        Conference.objects.forget_passed(now)


class CalendarEntries(Participant):
    """Stores the entries of conferences that show what was written, where they differ.

    Notes which pages of conferences show something else, and whether calendars do.
    """

    def __init__(self, change):
        super().__init__(change)
        # Conferences whose entry may differ.
        self.keys = set()
        # Rows, as (model, key), that something in calendars showed before.
        self.in_calendars = set()

    def load(self, rows):
        return rows.for_entries() if rows.model is Conference else rows

    def before(self, rows):
        for row in rows:
            if isinstance(row, Conference):
                pairs = [(row.pk, row.is_in_calendar)]
            else:
                conferences = Conference.objects.showing(type(row), [row.pk]).order_by()
                conferences = conferences.telling_calendars(self.change.now)
                pairs = conferences.values_list("pk", "is_in_calendar")
            self.note((type(row), row.pk), pairs)

    def note(self, row, pairs):
        for key, is_in_calendar in pairs:
            self.keys.add(key)
            if is_in_calendar:
                self.in_calendars.add(row)

    def finish(self):
        pages = set(
            chain.from_iterable(self.shown_by(*written) for written in self.change.written.items())
        )
        if self.in_calendars & self.change.different:
            self.change.mark_calendars_different()
        pages.update(self.store())
        for batch in in_batches(pages):
            Conference.objects.filter(pk__in=batch).show_change(self.change.now)
        keys = [pk for model, pk in self.change.search_different if model is Conference]
        if self.any_in_calendar(keys):
            self.change.mark_calendars_different()

    def shown_by(self, model, written):
        """Note who shows these rows now; return the keys of those that show a different one."""
        different = [pk for pk in written if (model, pk) in self.change.different]
        if model is Conference:
            self.keys.update(written)
            pages = different
        elif self.change.rewritten:
            rows = Conference.objects.order_by()
            self.keys.update(rows.showing(model, written).values_list("pk", flat=True))
            pages = list(rows.showing(model, different).values_list("pk", flat=True))
        else:
            pages = []
        if self.any_in_calendar(pages):
            self.change.mark_calendars_different()
        return pages

    def any_in_calendar(self, keys):
        """Whether calendars show one of these conferences; not asked where it does not matter."""
        rows = self.change.rows
        return not self.change.are_calendars_different and any(
            conference.is_in_calendar
            for batch in in_batches(keys)
            for conference in rows.of(Conference, batch).values()
        )

    def store(self):
        """Store fresh entries, as many as an edit waits for; return the keys of different ones."""
        keys = sorted(self.keys)
        if not keys or are_void_in(self.change.version):
            return self.leave_stale(keys)
        self.leave_stale(keys[REBUILT_IN_AN_EDIT:])
        stale = Conference.objects.with_stale_entry().exclude(pk__in=keys)
        keys = keys[:REBUILT_IN_AN_EDIT]
        older = stale.values_list("pk", flat=True)[: REBUILT_IN_AN_EDIT - len(keys)]
        different = store_entries(self.dated(keys), self.change.now)
        different += store_entries(self.dated(older))
        if self.any_in_calendar(different):
            self.change.mark_calendars_different()
        return different

    def leave_stale(self, keys):
        """Leave entries to whoever reads or rebuilds them."""
        if keys:
            Conference.objects.filter(pk__in=keys).invalidate(self.change.now)
        return []

    def dated(self, keys):
        """Return those of the conferences that have an entry.

        Without a date nothing keeps the entry of an earlier one fresh.
        """
        rows = self.change.rows.of(Conference, keys).values()
        self.leave_stale(
            [
                conference.pk
                for conference in rows
                if not (conference.starts_on or conference.is_entry_stale)
            ]
        )
        return [conference for conference in rows if conference.starts_on]


class FeedNames(Participant):
    """Notes that a feed is called otherwise or leads elsewhere, even while it holds no entry."""

    # What feeds are about or can be narrowed by, and the address of the feed about it.
    SUBJECTS = {
        Theme: Theme.get_calendar_url,
        Series: Series.get_calendar_url,
        ModelProject: ModelProject.get_calendar_url,
        AccessibilityService: lambda service: "",
    }

    def __init__(self, change):
        super().__init__(change)
        # By (model, key).
        self.names = {}

    def before(self, rows):
        for row in rows:
            if type(row) in self.SUBJECTS:
                self.names.setdefault((type(row), row.pk), self.name_of(row))

    def name_of(self, subject):
        return str(subject), subject.slug, self.SUBJECTS[type(subject)](subject)

    def finish(self):
        for model, keys in self.change.written.items():
            for batch in in_batches(keys) if model in self.SUBJECTS else []:
                rows = self.change.rows.of(model, batch)
                names = {pk: self.name_of(row) for pk, row in rows.items()}
                if any(names.get(pk) != self.names.get((model, pk)) for pk in batch):
                    self.change.mark_calendars_different()


PARTICIPANTS = [PublicLog, PastStates, CalendarEntries, FeedNames]
