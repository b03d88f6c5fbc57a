from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from smartcity.content.labelled_texts import LabelledTexts
from smartcity.publishing.addresses import Addressed, NamedQuerySet
from smartcity.publishing.records import HistoryRecords
from smartcity.text.folding import fold_for_sorting


class Series(LabelledTexts, Addressed):
    name = models.CharField(_("name"), max_length=100, unique=True)
    singular = models.CharField(
        _("name of one"),
        max_length=100,
        help_text=_("Stands behind the number: “3. Regionalkonferenz”."),
    )
    sort_key = models.CharField(max_length=100, editable=False)
    text = models.TextField(_("text"), blank=True)
    source = models.TextField(_("source"), blank=True, help_text=_("For editors, not shown."))

    objects = NamedQuerySet.as_manager()
    history = HistoryRecords()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("plural", "series")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("conferences:series", args=[self.slug])

    def get_calendar_url(self):
        return reverse("conferences:series_feed", args=[self.slug])

    def save(self, *args, **kwargs):
        self.sort_key = fold_for_sorting(self.name)
        super().save(*args, **kwargs)
