"""What the content transaction stores about content: its version, steps and proposals."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartcity.text.dates import moment_in_words

from .last_modified import last_modified_second


class WorkflowStep(models.Model):
    """Who took which step of publication, and when; see `smartcity.content.workflow`."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    name = models.CharField(max_length=20)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField()
    # For other editors; the comment of a withdrawal is its reason, which readers see.
    comment = models.CharField(max_length=500, blank=True)
    # Never shown to readers or hosts.
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-taken_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return self.name


class ProposalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_open=True)

    def decided(self):
        return self.filter(is_open=False)

    def by(self, author, source=""):
        return self.filter(author=author, source=source)


class Proposal(models.Model):
    """Changes to something public that wait for a decision, field by field.

    `smartcity.content.proposals` makes them and decides on them.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Instead of a person.")
    )
    made_at = models.DateTimeField(_("proposed at"))
    # A list with the name, the old and the new value and the state of each proposed field.
    changes = models.JSONField(_("changes"))
    is_open = models.BooleanField(_("open"), default=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-made_at", "-pk"]
        default_permissions = ["view", "review"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return str(self.target or "–")

    @property
    def proposer(self):
        return str(self.author or self.source or "–")

    @property
    def sentence(self):
        """Who proposed when: “Vorgeschlagen von Stadt Ulm, 12. März 2022, 9:30 Uhr”."""
        values = {"who": self.proposer, "when": moment_in_words(self.made_at)}
        return _("Proposed by %(who)s, %(when)s") % values


class ContentVersion(models.Model):
    """One row that rises with every visible change; see `smartcity.content.transaction`."""

    ONLY = 1

    content = models.PositiveBigIntegerField(default=0)
    content_changed_at = models.DateTimeField(default=timezone.now)
    calendar = models.PositiveBigIntegerField(default=0)
    calendar_changed_at = models.DateTimeField(default=timezone.now)
    # The latest `calendar_changed_at` of all earlier calendar versions.
    calendar_changed_before = models.DateTimeField(null=True)
    next_change_at = models.DateTimeField(null=True)
    entry_format = models.CharField(max_length=64, blank=True)
    search_format = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="smartcity_contentversion_is_one_row", condition=Q(pk=1))
        ]

    def __str__(self):
        return f"{self.content}/{self.calendar}"

    def raise_calendar(self, at):
        """Raise the calendar version for a change at the moment *at*."""
        if self.calendar:
            earlier = [self.calendar_changed_at, self.calendar_changed_before]
            self.calendar_changed_before = max(filter(None, earlier))
        self.calendar += 1
        self.calendar_changed_at = at

    @property
    def calendar_last_modified(self):
        """The seconds since 1970 of the last change, or None unless all earlier ones are older."""
        if not self.calendar:
            return None
        return last_modified_second(self.calendar_changed_at, self.calendar_changed_before)
