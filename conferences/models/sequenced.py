"""The revision by which calendars tell a newer entry from an older one (RFC 5545 3.8.7.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sequenced(models.Model):
    # A change in one of these columns is a new revision.
    SEQUENCED = []

    sequence = models.PositiveIntegerField(_("revision of the date"), default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            self.sequence = self.next_sequence()
        super().save(*args, **kwargs)

    def next_sequence(self):
        """Return the stored revision, plus one if a field that calendars count differs."""
        stored = type(self).objects.filter(pk=self.pk).values("sequence", *self.SEQUENCED).first()
        if stored is None:
            return self.sequence
        is_revised = any(stored[name] != self.serializable_value(name) for name in self.SEQUENCED)
        return stored["sequence"] + is_revised
