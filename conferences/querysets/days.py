"""Conferences by the days they are on, as months show them."""

from django.db import models
from django.db.models import F, Max, Min


class DaysQuerySet(models.QuerySet):
    def dated(self):
        """On known days: while its date is open a conference is on none, not even on the old."""
        return self.filter(starts_on__isnull=False).exclude(status=self.model.Status.OPEN)

    def on_days(self, first, last):
        """Those that are on any day from *first* to *last*."""
        return self.in_turn().filter(starts_on__lte=last, ends_on__gte=first)

    def beginning_after(self, day):
        return self.in_turn().filter(starts_on__gt=day)

    def over_before(self, day):
        """The latest one first."""
        return self.filter(ends_on__lt=day).order_by("-ends_on", "-pk")

    def in_turn(self):
        return self.order_by("starts_on", F("start_time").asc(nulls_first=True), "pk")

    def first_and_last_day(self):
        """(None, None) where there is no conference."""
        days = self.aggregate(first=Min("starts_on"), last=Max("ends_on"))
        return days["first"], days["last"]
