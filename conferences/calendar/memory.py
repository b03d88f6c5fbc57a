"""What conferences were found by before a change, kept for the feeds that then lose them.

A state is kept whole, so that a feed shows as cancelled only what it once held:

- if the conference lost a value that feeds are narrowed by for good (`values`), until all of
  them are back;
- if it is called off, for its status, registration and days no longer tell what held it;
- if it is edited after it was withdrawn, for nothing of that edit is public.

All of it ends 30 days after the conference.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone


@dataclass(frozen=True)
class Moment:
    """A conference or a `PastState`, as the filters of feeds see it."""

    # {(name, key)}: themes, projects, Länder, accessibility, format, series.
    values: frozenset
    # Status, days, whether one can register.
    standing: tuple
    since: datetime | None = None
    sequence: int = 0
    # As it is now, or of an earlier one, as it was from then on.
    is_called_off: bool = False
    # Of a conference that is not public any more.
    withdrawn_at: datetime | None = None
    # When it ended, of an earlier one.
    until: datetime | None = None

    def covers(self, other):
        """Return whether every feed filtered by `values` that contains *other* contains this."""
        return other.values <= self.values

    def says_all_of(self, before, current):
        """Return whether this state makes storing *before* unnecessary."""
        is_alike = self.standing == before.standing
        return self.covers(before) and is_alike and self.is_called_off == current.is_called_off

    def is_last_public(self, withdrawn_at):
        """As an earlier moment of what was withdrawn then: feeds go by it, whatever is edited."""
        return self.is_called_off and self.until >= withdrawn_at

    def keys(self, name):
        return sorted(key for kind, key in self.values if kind == name)

    def is_worth_keeping(self, current, *, until_called_off):
        """As an earlier moment of a conference that stands as *current* now.

        *until_called_off* says whether it was called off when this moment ended.
        """
        is_called_off = until_called_off and current.is_called_off
        return not current.covers(self) or (is_called_off and self.standing != current.standing)


class Memory:
    """Of one change of content at *now* (aware) to conferences, which *model* is."""

    def __init__(self, model, now):
        self.model = model
        self.now, self.today = now, timezone.localdate(now)
        self.states = model._meta.get_field("past_states").related_model.objects
        # How they stood before the first write, by key; None if they were in no calendar.
        self.before = {}

    def note(self, conferences):
        """Note the state of conferences before a write; load with `for_memory`."""
        for conference in conferences:
            moment = moment_of(conference, self.today) if conference.is_in_calendar else None
            self.before.setdefault(conference.pk, moment)

    def keep(self, rows):
        """Store what was lost and drop what came back; return the keys of which feeds hold others.

        *rows* are the conferences as they are now, as {key: conference}, loaded with `for_memory`
        and `with_past_states`.
        """
        moments = {pk: (self.before[pk], moment_of(row, self.today)) for pk, row in rows.items()}
        changed = {
            pk: pair
            for pk, pair in moments.items()
            if stands_otherwise(*pair) or rows[pk].past_states.all()
        }
        merged = self.merged_themes(before for before, _current in changed.values())
        return [
            pk
            for pk, (before, current) in changed.items()
            if self.keep_one(pk, with_merged(before, merged), current, known_states(rows[pk]))
        ]

    def merged_themes(self, moments):
        """Return {key of a theme: key of the theme it was merged into}."""
        keys = {key for moment in moments for key in moment.keys("themes")}
        themes = self.model._meta.get_field("themes").related_model.objects
        merged = themes.filter(pk__in=keys).exclude(merged_into=None)
        return dict(merged.values_list("pk", "merged_into"))

    def keep_one(self, pk, before, current, known):
        if not before.withdrawn_at:
            return self.keep_public(pk, before, current, known)
        is_kept = any(state.is_last_public(before.withdrawn_at) for state in known.values())
        if current.withdrawn_at:
            return not is_kept and self.keep_last_public(pk, before, current)
        if is_kept:
            before = replace(before, values=current.values, standing=current.standing)
        return self.keep_public(pk, before, current, known)

    def keep_last_public(self, pk, before, current):
        is_edited = (before.values, before.standing) != (current.values, current.standing)
        if is_edited:
            self.store(pk, before, current)
        return is_edited

    def keep_public(self, pk, before, current, known):
        dropped = [
            key
            for key, state in known.items()
            if not state.is_worth_keeping(current, until_called_off=state.is_called_off)
        ]
        self.states.filter(pk__in=dropped).delete()
        kept = [state for key, state in known.items() if key not in dropped]
        is_told = any(state.says_all_of(before, current) for state in kept)
        is_worth_it = before.is_worth_keeping(current, until_called_off=True)
        if is_new := is_worth_it and not is_told:
            self.store(pk, before, current)
        if not current.is_called_off:
            self.states.filter(conference=pk, until_called_off=True).update(until_called_off=False)
        is_back = any(not before.covers(known[key]) for key in dropped)
        if is_revised := is_back or not current.covers(before):
            self.raise_sequence(pk, before, current)
        return is_new or is_revised or bool(dropped)

    def store(self, pk, moment, current):
        status, starts_on, ends_on, has_open_registration = moment.standing
        (format_then,) = moment.keys("format")
        state = self.states.create(
            conference_id=pk,
            since=moment.since,
            until=self.now,
            format=format_then,
            series_id=next(iter(moment.keys("series")), None),
            laender=f" {' '.join(moment.keys('laender'))} ",
            status=status,
            starts_on=starts_on,
            ends_on=ends_on,
            has_open_registration=has_open_registration,
            until_called_off=current.is_called_off,
        )
        state.themes.set(moment.keys("themes"))
        state.accessibility.set(moment.keys("accessibility"))
        for project in moment.keys("projects"):
            state.participations.create(project_id=project)

    def raise_sequence(self, pk, before, current):
        """Raise the revision once for each content change."""
        if current.sequence == before.sequence:
            self.model.objects.filter(pk=pk).update(sequence=current.sequence + 1)


def stands_otherwise(before, current):
    """Return whether filters of feeds distinguish the two moments."""
    seen = [
        (state.values, state.standing, state.is_called_off, state.withdrawn_at)
        for state in (before, current)
    ]
    return seen[0] != seen[1]


def known_states(conference):
    """Return {key: Moment} of the earlier states of a conference."""
    return {state.pk: moment_of_state(state) for state in conference.past_states.all()}


def moment_of(conference, today):
    """Return the Moment of a conference as it is now; load with `for_memory`."""
    projects = [part.project_id for part in conference.participations.all()]
    return Moment(
        values=values_of(conference, projects, laender_of(conference)),
        standing=(
            conference.status,
            conference.starts_on,
            conference.ends_on,
            # Of what was withdrawn only earlier states tell: the deadline would end it too early.
            not conference.is_withdrawn and conference.has_open_registration(today),
        ),
        since=conference.changed_at,
        sequence=conference.sequence,
        is_called_off=conference.is_called_off,
        withdrawn_at=conference.withdrawn_at,
    )


def moment_of_state(state):
    """Return the Moment of an earlier state; load with `with_past_states`."""
    projects = [part.project_id for part in state.participations.all()]
    return Moment(
        values=values_of(state, projects, state.laender.split()),
        standing=(state.status, state.starts_on, state.ends_on, state.has_open_registration),
        is_called_off=state.until_called_off,
        until=state.until,
    )


def values_of(obj, projects, laender):
    keys_by_name = {
        "themes": [theme.pk for theme in obj.themes.all()],
        "projects": projects,
        "laender": laender,
        "accessibility": [service.pk for service in obj.accessibility.all()],
        "format": [obj.format],
        "series": [obj.series_id] if obj.series_id else [],
    }
    return frozenset((name, key) for name, keys in keys_by_name.items() for key in keys)


def laender_of(conference):
    """Return the Länder of a conference, as `ConferenceQuerySet.in_laender` filters."""
    if conference.land:
        return [conference.land]
    hosts = [part.project for part in conference.participations.all() if part.is_host]
    return [place.land for host in hosts for place in host.laender.all()]


def with_merged(moment, merged):
    """Return the moment with targets of *merged* themes: a merge is no loss."""
    values = {
        (name, merged.get(key, key) if name == "themes" else key) for name, key in moment.values
    }
    return replace(moment, values=frozenset(values))
