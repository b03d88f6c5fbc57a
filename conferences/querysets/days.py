"""Conferences by their days, for the pages of months."""

from django.db import models
from django.db.models import F, Max, Min


class DaysQuerySet(models.QuerySet):
    def dated(self):
        """Return those with valid days; while its date is open, a conference has none."""
        return self.filter(starts_on__isnull=False).exclude(status=self.model.Status.OPEN)

    def on_days(self, first, last):
        """Return those that take place on any day from *first* to *last*."""
        return self.in_turn().filter(starts_on__lte=last, ends_on__gte=first)

    def beginning_after(self, day):
        return self.in_turn().filter(starts_on__gt=day)

    def over_before(self, day):
        """Return those that were over before *day*, the latest first."""
        return self.filter(ends_on__lt=day).order_by("-ends_on", "-pk")

    def in_turn(self):
        return self.order_by("starts_on", F("start_time").asc(nulls_first=True), "pk")

    def first_and_last_day(self):
        """Return the first and the last day of all, or (None, None) without a conference."""
        days = self.aggregate(first=Min("starts_on"), last=Max("ends_on"))
        return days["first"], days["last"]
