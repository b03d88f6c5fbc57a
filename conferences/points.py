"""A point on the map of Germany: stored in degrees (WGS 84), drawn on a plane of 400 x 546."""

from math import log, pi, radians, tan

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

WIDTH, HEIGHT = 400, 546
WEST, EAST, NORTH = 5.85, 15.05, 55.10
SCALE = WIDTH / radians(EAST - WEST)


class Pointed(models.Model):
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        help_text=_("Degrees north, for example 51.05040."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        help_text=_("Degrees east, for example 13.73730."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_point_within_germany",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(47, 56), longitude__range=(5, 16)),
                violation_error_message=_(
                    "A point needs latitude (47 to 56) and longitude (5 to 16), or neither."
                ),
            )
        ]

    @property
    def point(self):
        """(x, y) on the plane of the map, or None."""
        return None if self.latitude is None else plane_point(self.latitude, self.longitude)


def plane_point(latitude, longitude):
    """Mercator: degrees to (x, y), x from the west and y from the north of Germany."""
    return (
        round(SCALE * radians(float(longitude) - WEST), 1),
        round(SCALE * (mercator(NORTH) - mercator(float(latitude))), 1),
    )


def mercator(latitude):
    return log(tan(pi / 4 + radians(latitude) / 2))
