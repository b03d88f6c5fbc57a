"""Conferences as calendars see them: what they show, and the entries stored for them."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone

from conferences.calendar.entries import REBUILT_IN_AN_EDIT, REVISION, rebuild_entries
from conferences.calendar.ical import CANCELLED_STAY
from conferences.calendar.memory import Memory
from smartcity.media.texts_with_pictures import showing_q
from smartcity.publishing.publication import WITHDRAWN_Q, published_q

STALE_Q = Q(entry=None) | Q(entry_stale_since__isnull=False)

SHOWN_THROUGH = {
    "conferences.Conference": "pk",
    "conferences.Participation": "participations",
    "conferences.ProgrammeItem": "programme",
    "conferences.Change": "changes",
    "conferences.Theme": "themes",
    "conferences.Series": "series",
    "conferences.ModelProject": "participations__project",
    "conferences.AccessibilityService": "accessibility",
}


# What a conference is found by besides its own columns: where else that is written.
NARROWED_BY = {
    "conferences.Conference": lambda obj: Q(pk=obj.pk),
    "conferences.Participation": lambda obj: Q(pk=obj.conference_id),
    "conferences.ModelProject": lambda obj: in_laender_of(obj.pk),
    "conferences.ProjectLand": lambda obj: in_laender_of(obj.project_id),
    # Merged, it may be the one that was lost.
    "conferences.Theme": lambda obj: Q(past_states__themes=obj.pk),
}


def in_laender_of(project):
    """Those that are found under the Länder of this host."""
    return Q(land="", participations__project=project, participations__role="gastgeber")


def staying_q(now):
    """How long calendars show what was called off, or what a feed lost."""
    return Q(ends_on__gte=timezone.localdate(now) - CANCELLED_STAY)


class CalendarQuerySet(models.QuerySet):
    def in_calendar(self, now):
        """What calendars show: dated and published, and for a while what was called off."""
        still_shown = staying_q(now)
        stays = ~Q(status=self.model.Status.CANCELLED) | still_shown
        shown = (published_q(now) & stays) | (WITHDRAWN_Q & still_shown)
        return self.filter(shown, starts_on__isnull=False)

    def staying(self, now):
        return self.filter(staying_q(now))

    def memory(self, now):
        """What a change of content at *now* leaves of how they stood before."""
        return Memory(self.model, now)

    def narrowed_by(self, obj):
        """Those whose place in feeds depends on *obj*."""
        condition = NARROWED_BY.get(obj._meta.label)
        return self.filter(condition(obj)) if condition and obj.pk else self.none()

    def for_memory(self):
        """With all that the filters of feeds read."""
        return self.without_texts().prefetch_related(
            "themes", "accessibility", "participations__project__laender"
        )

    def forget_passed(self, now):
        """Drop the earlier states of those that no feed shows as cancelled any more."""
        remembered = self.filter(past_states__isnull=False).exclude(staying_q(now))
        if keys := set(remembered.values_list("pk", flat=True)):
            states = self.model._meta.get_field("past_states").related_model.objects
            states.filter(conference__in=keys).delete()
            self.filter(pk__in=keys).update(departed_entry=None)

    def by_begin(self):
        """The order of calendars, the same in every process."""
        # A begin without an end is a whole day in calendars, and stands among those.
        begin = Case(When(end_time__isnull=False, then=F("start_time")))
        return self.order_by("starts_on", begin.asc(nulls_first=True), "uid")

    def for_file(self, *more):
        """With what the answer for one file needs, and no more."""
        needed = ["slug", "uid", "entry", *REVISION]
        needed += ["publication", "published_at", "withdrawn_at", "starts_on"]
        return self.only(*needed, *more).order_by()

    def showing(self, obj):
        """Those whose calendar entry shows *obj*: what an edit of it makes stale."""
        return self.showing_any(type(obj), [obj.pk])

    def showing_any(self, model, keys):
        """The same for the objects of *model* with these keys."""
        keys = [key for key in keys if key is not None]
        if path := SHOWN_THROUGH.get(model._meta.label):
            found = self.model.objects.filter(**{f"{path}__in": keys})
            return self.filter(pk__in=found.values("pk"))
        shown = reduce(or_, (showing_q(self.model, model(pk=key)) for key in keys), Q())
        return self.filter(shown) if shown else self.none()

    def invalidate(self, now):
        """Mark the stored entries as to be built, for a change at *now*; how many there were."""
        return self.update(entry_stale_since=now)

    def rebuild_some(self, version):
        """Build stale entries, as many as fit into the transaction of an edit.

        Return the keys of those that differ from what was stored.
        """
        return rebuild_entries(self.with_stale_entry()[:REBUILT_IN_AN_EDIT], version)[1]

    def show_change(self, now):
        """Note that their pages changed at *now*."""
        self.update(page_changed_at=now)

    def with_stale_entry(self):
        """Those whose entry must be built; without a date there is none."""
        return self.filter(STALE_Q, starts_on__isnull=False)

    def with_fresh_entry(self):
        return self.exclude(STALE_Q)

    def with_day_after(self, key):
        """Those that have an entry, or should, in the order of their keys, after this one."""
        return self.filter(starts_on__isnull=False, pk__gt=key).order_by("pk")

    def for_entries(self):
        return self.select_related("series").prefetch_related(
            "themes",
            "accessibility",
            "programme",
            "changes",
            "participations__project",
            "past_states",
        )
