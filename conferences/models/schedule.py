"""The schedule of a conference: days, times where known, and its status."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartcity.text.clocks import MIDNIGHT, ClockField, EndField
from smartcity.text.dates import clock_error, end_in_berlin, in_berlin

# Beyond lie slips of the keyboard, and days that clocks cannot convert.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


class Scheduled(models.Model):
    class Status(models.TextChoices):
        PLANNED = "geplant", _("Planned")
        CONFIRMED = "bestaetigt", _("Confirmed")
        OPEN = "termin-offen", _("Date open")
        CANCELLED = "abgesagt", _("Cancelled")

    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: ends on the first day.")
    )
    start_time = ClockField(
        _("begin"), null=True, blank=True, help_text=_("Leave empty if unknown; time of Berlin.")
    )
    end_time = EndField(
        _("end"),
        null=True,
        blank=True,
        help_text=_(
            "Midnight is 24:00. Without an end, calendars show whole days and name the begin "
            "in the text."
        ),
    )
    moved_from = models.DateField(
        _("earlier date"),
        null=True,
        blank=True,
        help_text=_("The first day before the conference was moved."),
    )
    status = models.CharField(_("status"), max_length=15, choices=Status, default=Status.PLANNED)
    confirmed_on = models.DateField(_("date confirmed on"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="conferences_conference_in_this_age",
                condition=Q(starts_on=None) | Q(starts_on__gte=FIRST_DAY, ends_on__lte=LAST_DAY),
                violation_error_message=_("Give a year from 1990 to 2100."),
            ),
            models.CheckConstraint(
                name="conferences_conference_dates_together",
                condition=Q(starts_on=None, ends_on=None)
                | Q(starts_on__isnull=False, ends_on__isnull=False),
                violation_error_message=_("A last day needs a first day."),
            ),
            models.CheckConstraint(
                name="conferences_conference_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A conference cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="conferences_conference_time_needs_date",
                condition=Q(start_time=None, end_time=None) | Q(starts_on__isnull=False),
                violation_error_message=_("A time needs its date."),
            ),
            models.CheckConstraint(
                name="conferences_conference_end_time_needs_start_time",
                condition=Q(end_time=None) | Q(start_time__isnull=False),
                violation_error_message=_("An end needs a begin."),
            ),
            models.CheckConstraint(
                name="conferences_conference_end_time_after_start_time",
                condition=Q(end_time=None)
                | Q(ends_on__gt=F("starts_on"))
                | Q(end_time__gt=F("start_time"))
                | Q(end_time=MIDNIGHT),
                violation_error_message=_("A conference cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="conferences_conference_status_known",
                condition=Q(status__in=["geplant", "bestaetigt", "termin-offen", "abgesagt"]),
            ),
        ]

    def clean(self):
        super().clean()
        refuse_unclear("start_time", self.starts_on, self.start_time)
        refuse_unclear("end_time", self.ends_on, self.end_time)
        if self.starts_on == self.ends_on:
            refuse_equal("end_time", self.start_time, self.end_time)

    @property
    def month(self):
        """Return the first day of its month, or None while the date is open."""
        if self.is_date_open or self.starts_on is None:
            return None
        return self.starts_on.replace(day=1)

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    @property
    def is_date_open(self):
        return self.status == self.Status.OPEN

    @property
    def is_moved(self):
        """Return whether an earlier date is stored, whatever the status."""
        return self.moved_from is not None and self.moved_from != self.starts_on

    @property
    def length_in_days(self):
        return (self.ends_on - self.starts_on).days + 1 if self.starts_on and self.ends_on else None

    def is_over(self, today):
        return not self.is_date_open and self.ends_on is not None and self.ends_on < today

    def is_running(self, now):
        if self.is_cancelled or self.is_date_open or self.starts_on is None:
            return False
        local = timezone.localtime(now).replace(tzinfo=None)
        begin = datetime.combine(self.starts_on, self.start_time or time.min)
        if self.end_time is None:
            return begin <= local and local.date() <= self.ends_on
        return begin <= local and now < self.ends_at

    @property
    def begins_at(self):
        """Return the aware begin in Berlin, or None if it is not known."""
        is_known = self.starts_on and self.start_time is not None
        return in_berlin(self.starts_on, self.start_time) if is_known else None

    @property
    def ends_at(self):
        """Return the aware end in Berlin, or None if it is not known."""
        is_known = self.ends_on and self.end_time is not None
        return end_in_berlin(self.ends_on, self.end_time) if is_known else None


def refuse_unclear(field, day, clock):
    """Raise ValidationError for *field* if clocks in Berlin skip or repeat this time."""
    if day is not None and clock is not None and (sentence := clock_error(day, clock)):
        raise ValidationError({field: sentence})


def refuse_equal(field, begin, end):
    """Raise ValidationError for *field* if begin and end are the same time."""
    if end is not None and end != MIDNIGHT and begin == end:
        raise ValidationError({field: _("Begin and end are the same time.")})
