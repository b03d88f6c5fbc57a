"""The venue of a conference and its host region, which is not a venue."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferences.coordinates import WithCoordinates
from conferences.laender import Land


class Placed(WithCoordinates):
    class Format(models.TextChoices):
        ON_SITE = "vor-ort", _("On site")
        VIRTUAL = "virtuell", _("Online")
        HYBRID = "hybrid", _("On site and online")

    format = models.CharField(_("format"), max_length=10, choices=Format)
    host_region = models.CharField(
        _("host region"),
        max_length=150,
        blank=True,
        help_text=_("Who invites. A host region is not a venue."),
    )
    land = models.CharField(_("Land"), max_length=2, choices=Land, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    venue = models.CharField(_("venue"), max_length=150, blank=True)
    street = models.CharField(_("street and number"), max_length=150, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)

    class Meta:
        abstract = True
        constraints = [
            *WithCoordinates.Meta.constraints,
            models.CheckConstraint(
                name="conferences_conference_format_known",
                condition=Q(format__in=["vor-ort", "virtuell", "hybrid"]),
            ),
            models.CheckConstraint(
                name="conferences_conference_land_known",
                condition=Q(land__in=["", *Land.values]),
            ),
        ]

    @property
    def place_name(self):
        return self.city or self.host_region

    @property
    def is_virtual(self):
        return self.format == self.Format.VIRTUAL

    @property
    def address(self):
        """Return “Haus, Straße Nr., PLZ Ort” as far as known; "" for a virtual conference."""
        if self.is_virtual:
            return ""
        town = f"{self.postal_code} {self.city}".strip()
        return ", ".join(filter(None, [self.venue, self.street, town]))
