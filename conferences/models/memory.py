from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from conferences.laender import Land
from conferences.querysets import PastStateQuerySet

from .accessibility import AccessibilityService
from .conference import Conference
from .project import ModelProject
from .series import Series
from .theme import Theme


class PastState(models.Model):
    """The state by which feeds found a conference until a change (`conferences.calendar.memory`).

    The filters of feeds narrow these rows as they narrow conferences: columns and relations have
    the same names. No text is kept.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="past_states")
    since = models.DateTimeField()
    until = models.DateTimeField()
    themes = models.ManyToManyField(Theme, related_name="past_states")
    accessibility = models.ManyToManyField(AccessibilityService, related_name="past_states")
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=10)
    # “ NW RP ”: two letters each, between spaces.
    laender = models.CharField(max_length=3 * len(Land) + 1, default=" ")
    status = models.CharField(max_length=15)
    starts_on = models.DateField()
    ends_on = models.DateField()
    has_open_registration = models.BooleanField()
    # Whether the conference was called off when it ended, and still is.
    until_called_off = models.BooleanField()

    objects = PastStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier state in calendars")
        verbose_name_plural = _("earlier states in calendars")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        days = [date_format(moment, "d.m.Y") for moment in (self.since, self.until)]
        return f"{self.conference} ({'–'.join(days)})"


class PastParticipation(models.Model):
    """A model project that took part in an earlier state, in any role."""

    state = models.ForeignKey(PastState, on_delete=models.CASCADE, related_name="participations")
    project = models.ForeignKey(ModelProject, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("earlier participation in calendars")
        verbose_name_plural = _("earlier participations in calendars")
        default_permissions = ()

    def __str__(self):
        return str(self.state)
