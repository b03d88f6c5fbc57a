"""Points in Germany: stored in degrees (WGS 84), drawn on a plane of 400 x 546 units."""

from decimal import ROUND_HALF_UP, Decimal
from math import asin, cos, log, pi, radians, sin, sqrt, tan

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

WIDTH, HEIGHT = 400, 546
WEST, EAST, NORTH = 5.85, 15.05, 55.10
SCALE = WIDTH / radians(EAST - WEST)
EARTH_RADIUS = 6371
# About one metre; maps on the web give up to fourteen places.
PRECISION = Decimal("0.00001")


def rounded(degrees):
    """Return *degrees* rounded to `PRECISION`; invalid values stay as they are."""
    is_number = isinstance(degrees, Decimal) and degrees.is_finite() and abs(degrees) < 1000
    return degrees.quantize(PRECISION, ROUND_HALF_UP) if is_number else degrees


class DegreesFormField(forms.DecimalField):
    """A form field that rounds degrees."""

    def to_python(self, value):
        return rounded(super().to_python(value))


class DegreesField(models.DecimalField):
    """Degrees that are rounded on input, in forms, tables and facts alike."""

    def to_python(self, value):
        return rounded(super().to_python(value))

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DegreesFormField} | kwargs)

    def deconstruct(self):
        """Return a DecimalField for migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs


class WithCoordinates(models.Model):
    """An abstract model with optional coordinates."""

    latitude = DegreesField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        help_text=_("Degrees north, for example 51.05040."),
    )
    longitude = DegreesField(
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
    """Return (x, y) of the Mercator projection, measured from the west and north of Germany."""
    return (
        round(SCALE * radians(float(longitude) - WEST), 1),
        round(SCALE * (mercator(NORTH) - mercator(float(latitude))), 1),
    )


def mercator(latitude):
    """Return the projected *latitude* in radians."""
    return log(tan(pi / 4 + radians(latitude) / 2))


def distance(one, other):
    """Return the great-circle distance of two objects with coordinates, in kilometres."""
    latitudes = [radians(float(place.latitude)) for place in (one, other)]
    longitudes = [radians(float(place.longitude)) for place in (one, other)]
    haversine = sin((latitudes[1] - latitudes[0]) / 2) ** 2
    across = sin((longitudes[1] - longitudes[0]) / 2) ** 2
    haversine += cos(latitudes[0]) * cos(latitudes[1]) * across
    return 2 * EARTH_RADIUS * asin(sqrt(haversine))
