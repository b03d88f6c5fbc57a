"""Conferences that need the attention of editors."""

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
        """Return those within three weeks whose date is not confirmed."""
        soon = self.taking_place().filter(starts_on__range=(today, today + SOON))
        return soon.filter(confirmed_on=None).by_date()

    def incomplete(self, today):
        """Return upcoming ones without a programme or without a link."""
        programme = self.model.objects.filter(pk=OuterRef("pk"), programme__isnull=False)
        rows = self.upcoming(today).taking_place().annotate(has_programme=Exists(programme))
        return rows.filter(Q(has_programme=False) | Q(public_link=""))

    def without_documentation(self, today):
        """Return past ones without any document or report; an invitation does not count."""
        documented = self.model.objects.filter(
            pk=OuterRef("pk"),
            documents__kind__in=["praesentation", "dokumentation", "aufzeichnung"],
        )
        return self.past(today).taking_place().filter(~Exists(documented))

    def leaving_calendars(self, now):
        """Return called-off ones that calendars stop showing within a week."""
        last_shown = timezone.localdate(now) - CANCELLED_STAY
        called_off = WITHDRAWN_Q | published_q(now) & Q(status=self.model.Status.CANCELLED)
        leaving = Q(ends_on__gte=last_shown, ends_on__lt=last_shown + LEAVING)
        return self.filter(called_off & leaving).order_by("ends_on", "pk")
