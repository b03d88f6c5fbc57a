"""Conferences that editors have to do something about."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from conferences.calendar.ical import CANCELLED_STAY
from smartcity.publishing.publication import WITHDRAWN_Q, published_q

SOON = timedelta(days=21)
LEAVING = timedelta(days=7)


class TasksQuerySet(models.QuerySet):
    def unconfirmed_soon(self, today):
        """Within three weeks, and nobody has confirmed the date yet."""
        soon = self.taking_place().filter(starts_on__range=(today, today + SOON))
        return soon.filter(confirmed_on=None).by_date()

    def incomplete(self, today):
        """To take place, and a programme or the link is missing."""
        programme = self.model.objects.filter(pk=OuterRef("pk"), programme__isnull=False)
        rows = self.upcoming(today).taking_place().annotate(has_programme=Exists(programme))
        return rows.filter(Q(has_programme=False) | Q(public_link=""))

    def without_documentation(self, today):
        """Over, and nothing of it can be read or watched; an invitation tells nothing."""
        documented = self.model.objects.filter(
            pk=OuterRef("pk"),
            documents__kind__in=["praesentation", "dokumentation", "aufzeichnung"],
        )
        return self.past(today).taking_place().filter(~Exists(documented))

    def leaving_calendars(self, now):
        """Called off, and calendars stop showing it within a week."""
        last_shown = timezone.localdate(now) - CANCELLED_STAY
        called_off = WITHDRAWN_Q | published_q(now) & Q(status=self.model.Status.CANCELLED)
        leaving = Q(ends_on__gte=last_shown, ends_on__lt=last_shown + LEAVING)
        return self.filter(called_off & leaving).order_by("ends_on", "pk")
