from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferences.querysets import ChangeQuerySet

from .conference import Conference


class Change(models.Model):
    """A line of the public log: what changed since a conference was announced, and why."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="changes")
    made_at = models.DateTimeField(gettext_lazy("made at"))
    text = models.TextField(gettext_lazy("text"))
    reason = models.CharField(gettext_lazy("reason"), max_length=500, blank=True)
    goes_online = models.BooleanField(gettext_lazy("moved online"), default=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("change")
        verbose_name_plural = gettext_lazy("changes")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self):
        """Return “Beginn 10:00 statt 9:30 Uhr. Grund: …”."""
        if not self.reason:
            return self.text
        # Not inside an f-string, where makemessages would not find it.
        reason = _("Reason: %s") % self.reason
        return f"{self.text} {reason}"

    @property
    def day(self):
        """Return the day of the change in Berlin."""
        return timezone.localdate(self.made_at)

    @property
    def line(self):
        """Return “12.03.2022: Beginn 10:00 statt 9:30 Uhr. Grund: …”."""
        return f"{date_format(self.day, 'd.m.Y')}: {self.sentence}"
