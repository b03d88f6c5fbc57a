from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .conference import Conference


class Change(models.Model):
    """What readers and subscribers are told about a conference that was announced otherwise."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="changes")
    made_at = models.DateTimeField(gettext_lazy("made at"))
    text = models.CharField(gettext_lazy("text"), max_length=1000)
    reason = models.CharField(gettext_lazy("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = gettext_lazy("change")
        verbose_name_plural = gettext_lazy("changes")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self):
        """“Beginn 10:00 statt 9:30 Uhr. Grund: …”"""
        return f"{self.text} {_('Reason: %s') % self.reason}" if self.reason else self.text

    @property
    def line(self):
        """“12.03.2022: Beginn 10:00 statt 9:30 Uhr. Grund: …”"""
        day = date_format(timezone.localdate(self.made_at), "d.m.Y")
        return f"{day}: {self.sentence}"
