"""The parts of a conference, which are edited with it."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smartcity.content.labelled_texts import LabelledTexts
from smartcity.media.downloads import Download
from smartcity.text.clocks import MIDNIGHT, ClockField, EndField
from smartcity.text.dates import end_in_berlin, in_berlin

from .conference import Conference
from .project import ModelProject
from .schedule import refuse_equal, refuse_unclear
from .sequenced import Sequenced


class Participation(models.Model):
    class Role(models.TextChoices):
        HOST = "gastgeber", _("Host")
        CONTRIBUTION = "beitrag", _("Contribution")
        ATTENDANCE = "teilnahme", _("Attendance")

    conference = models.ForeignKey(
        Conference, on_delete=models.CASCADE, related_name="participations"
    )
    project = models.ForeignKey(
        ModelProject,
        verbose_name=_("model project"),
        on_delete=models.PROTECT,
        related_name="participations",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.ATTENDANCE)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["role", "project__sort_key"]
        constraints = [
            models.UniqueConstraint(
                name="conferences_participation_once",
                fields=["conference", "project"],
                violation_error_message=_("This model project already takes part."),
            ),
            models.CheckConstraint(
                name="conferences_participation_role_known",
                condition=Q(role__in=["gastgeber", "beitrag", "teilnahme"]),
            ),
        ]

    def __str__(self):
        return f"{self.project} ({self.get_role_display()})"

    @property
    def is_host(self):
        return self.role == self.Role.HOST


class ProgrammeItem(LabelledTexts, Sequenced):
    """A point of the programme; it counts days, so it moves with its conference.

    An item without a begin is known from a report only: it has no calendar entry of its own.
    """

    SEQUENCED = ["day", "starts", "ends", "track"]

    class Kind(models.TextChoices):
        TALK = "vortrag", _("Talk")
        PANEL = "podium", _("Panel")
        WORKSHOP = "werkstatt", _("Workshop")
        MARKET = "markt", _("Market of possibilities")
        EXCURSION = "exkursion", _("Excursion")
        OPENING = "rahmen", _("Opening or closing")
        BREAK = "pause", _("Break")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="programme")
    uid = models.UUIDField(_("calendar UID"), default=uuid.uuid4, unique=True, editable=False)
    day = models.PositiveSmallIntegerField(
        _("day"),
        default=1,
        # Also without a date, which tells how long it lasts.
        validators=[MaxValueValidator(31, _("A programme has at most 31 days."))],
        help_text=_("1 is the first day of the conference."),
    )
    starts = ClockField(
        _("begin"), null=True, blank=True, help_text=_("Empty if no source tells the time.")
    )
    ends = EndField(_("end"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(
        _("order"),
        null=True,
        blank=True,
        help_text=_("Among items of a day that have no time."),
    )
    track = models.CharField(
        _("track"), max_length=100, blank=True, help_text=_("When several run at the same time.")
    )
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TALK)
    speakers = models.CharField(
        _("speakers"),
        max_length=300,
        blank=True,
        help_text=_("Offices, not persons: “Stadt Ulm, Digitale Agenda”."),
    )
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        ordering = [
            "day",
            F("starts").asc(nulls_last=True),
            F("position").asc(nulls_last=True),
            "track",
            "pk",
        ]
        constraints = [
            models.CheckConstraint(
                name="conferences_programmeitem_end_needs_begin",
                condition=Q(ends=None) | Q(starts__isnull=False),
                violation_error_message=_("An end needs a begin."),
            ),
            models.CheckConstraint(
                name="conferences_programmeitem_day_from_one",
                condition=Q(day__gte=1),
                violation_error_message=_("The first day is day 1."),
            ),
            models.CheckConstraint(
                name="conferences_programmeitem_ends_after_start",
                condition=Q(ends=None) | Q(ends__gt=F("starts")) | Q(ends=MIDNIGHT),
                violation_error_message=_("A programme item cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """Raise ValidationError for a day or time that the conference or the clocks do not have."""
        super().clean()
        refuse_equal("ends", self.starts, self.ends)
        conference = getattr(self, "conference", None)
        days = conference and conference.length_in_days
        if not (days and self.day):
            return
        if self.day > days:
            raise ValidationError({"day": _("The conference does not last that long.")})
        refuse_unclear("starts", self.held_on, self.starts)
        refuse_unclear("ends", self.held_on, self.ends)

    @property
    def held_on(self):
        """Return the day of the item, or None while its conference has no date."""
        first = self.conference.starts_on
        return first and first + timedelta(days=self.day - 1)

    @property
    def begins_at(self):
        """Return the aware begin in Berlin, or None without a date or a time."""
        is_known = self.held_on and self.starts is not None
        return in_berlin(self.held_on, self.starts) if is_known else None

    @property
    def ends_at(self):
        """Return the aware end in Berlin, or None if it is not known."""
        is_known = self.held_on and self.ends is not None
        return end_in_berlin(self.held_on, self.ends) if is_known else None

    @property
    def is_break(self):
        return self.kind == self.Kind.BREAK


class Document(Download):
    class Kind(models.TextChoices):
        INVITATION = "einladung", _("Invitation")
        SLIDES = "praesentation", _("Slides")
        REPORT = "dokumentation", _("Documentation")
        RECORDING = "aufzeichnung", _("Recording")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.REPORT)

    class Meta(Download.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def is_recording(self):
        return self.kind == self.Kind.RECORDING
