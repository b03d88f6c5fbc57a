"""Conferences as calendars see them: what they show, and the entries stored for them."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from conferences.calendar.entries import REVISION
from conferences.calendar.ical import CANCELLED_STAY
from smartcity.media.texts_with_pictures import showing_any_q
from smartcity.publishing.publication import WITHDRAWN_Q, published_q

STALE_Q = Q(entry=None) | Q(entry_stale_since__isnull=False)

SHOWN_THROUGH = {
    "conferences.Conference": "pk",
    "conferences.Theme": "themes",
    "conferences.Series": "series",
    "conferences.ModelProject": "participations__project",
    "conferences.AccessibilityService": "accessibility",
}


# What a conference is found by besides its own columns: where else that is written.
NARROWED_BY = {
    "conferences.ModelProject": lambda keys: Q(
        land="", participations__project__in=keys, participations__role="gastgeber"
    ),
    # Merged, it may be the one that was lost.
    "conferences.Theme": lambda keys: Q(past_states__themes__in=keys),
}


def staying_q(now):
    """Return the condition for what calendars still show although it is called off or lost."""
    return Q(ends_on__gte=timezone.localdate(now) - CANCELLED_STAY)


class CalendarQuerySet(models.QuerySet):
    def in_calendar(self, now):
        """Return what calendars show: dated, published ones, and called-off ones for a while."""
        return self.filter(self.in_calendar_q(now))

    def in_calendar_q(self, now):
        still_shown = staying_q(now)
        stays = ~Q(status=self.model.Status.CANCELLED) | still_shown
        is_visible = (published_q(now) & stays) | (WITHDRAWN_Q & still_shown)
        return Q(is_visible, starts_on__isnull=False)

    def telling_calendars(self, now):
        """Annotate `is_in_calendar`: whether calendars show the conference."""
        is_in_calendar = Case(When(self.in_calendar_q(now), then=Value(True)), default=Value(False))
        return self.annotate(is_in_calendar=is_in_calendar)

    def staying(self, now):
        return self.filter(staying_q(now))

    def narrowed_by(self, model, keys):
        """Return the conferences whose feeds depend on the rows *keys* of *model*."""
        condition = NARROWED_BY.get(model._meta.label)
        return self.filter(condition(keys)) if condition else self.none()

    def for_memory(self, now):
        """Load what feeds filter conferences by."""
        relations = ["themes", "accessibility", "participations__project__laender"]
        return self.telling_calendars(now).prefetch_related(*relations)

    def with_past_states(self):
        """Load the earlier states with their relations."""
        relations = ["themes", "accessibility", "participations"]
        return self.prefetch_related(
            "past_states", *(f"past_states__{relation}" for relation in relations)
        )

    def forget_passed(self, now):
        """Delete earlier states of conferences that no feed shows as cancelled any more."""
        remembered = self.filter(past_states__isnull=False).exclude(staying_q(now))
        if keys := set(remembered.values_list("pk", flat=True)):
            states = self.model._meta.get_field("past_states").related_model.objects
            states.filter(conference__in=keys).delete()
            self.filter(pk__in=keys).update(departed_entry=None)

    def by_begin(self):
        """Order as calendars do, the same in every process."""
        # A begin without an end is a whole day in calendars, and stands among those.
        begin = Case(When(end_time__isnull=False, then=F("start_time")))
        return self.order_by("starts_on", begin.asc(nulls_first=True), "uid")

    def for_file(self, *more):
        """Load only the columns that the answer for one calendar file needs."""
        needed = ["slug", "uid", "entry", *REVISION]
        needed += ["publication", "published_at", "withdrawn_at", "starts_on"]
        return self.only(*needed, *more).order_by()

    def showing(self, model, keys):
        """Return the conferences whose entry shows one of the rows *keys* of *model*."""
        if path := SHOWN_THROUGH.get(model._meta.label):
            related = self.model.objects.filter(**{f"{path}__in": keys})
            return self.filter(pk__in=related.values("pk"))
        shows_any = showing_any_q(self.model, model, keys)
        return self.filter(shows_any) if shows_any else self.none()

    def invalidate(self, now):
        """Mark the stored entries as stale from *now* on; return how many there are."""
        return self.update(entry_stale_since=now)

    def show_change(self, now):
        """Set *now* as the last change of the pages."""
        self.update(page_changed_at=now)

    def with_stale_entry(self):
        """Return the dated conferences whose entry must be built."""
        return self.filter(STALE_Q, starts_on__isnull=False)

    def with_fresh_entry(self):
        return self.exclude(STALE_Q)

    def with_day_after(self, key):
        """Return the dated conferences after *key*, in the order of keys."""
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
