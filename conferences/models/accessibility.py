from django.db import models
from django.utils.translation import gettext_lazy as _

from conferences.querysets import AccessibilityServiceQuerySet
from smartcity.publishing.addresses import AddressField
from smartcity.publishing.records import HistoryRecords
from smartcity.text.folding import fold_for_sorting


class AccessibilityService(models.Model):
    """Something a conference offers so that everybody can take part, such as captioning."""

    slug = AddressField(_("address"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    sort_key = models.CharField(max_length=100, editable=False)

    objects = AccessibilityServiceQuerySet.as_manager()
    history = HistoryRecords()

    class Meta:
        verbose_name = _("accessibility service")
        verbose_name_plural = _("accessibility services")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = fold_for_sorting(self.name)
        super().save(*args, **kwargs)
