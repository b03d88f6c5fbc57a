"""The library of pictures: each with its words, its credit, and what shows it."""

from secrets import token_urlsafe

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smartcity.publishing.records import Versions

from . import renditions
from .texts_with_pictures import shown_keys
from .uploads import (
    PictureField,
    WithSlowFile,
    encoded_anew,
    is_stored,
    once_per_upload,
    validate_picture,
)

encoded_in_all_sizes = once_per_upload(renditions.encode_all)


def secret_path(picture, filename):
    """A folder nobody can guess."""
    return f"bilder/{token_urlsafe(9)}/{filename}"


def uses_of_pictures():
    """The relations of whatever shows pictures."""
    return [it for it in Picture._meta.related_objects if not it.hidden]


def uses_of(picture):
    """What shows it, loaded with `for_library` and as its `texts`: [{object, opts}]"""
    related = [getattr(picture, it.get_accessor_name()).all() for it in uses_of_pictures()]
    shown_by = dict.fromkeys(it for rows in [*related, picture.texts] for it in rows)
    return [{"object": it, "opts": it._meta} for it in shown_by]


class PictureQuerySet(models.QuerySet):
    def unused(self):
        """Nothing shows them. Exactly what `used` leaves out."""
        rows = self.filter(**{f"{it.name}__isnull": True for it in uses_of_pictures()})
        return rows.exclude(pk__in=shown_keys())

    def used(self):
        return self.exclude(pk__in=Picture.objects.unused().values("pk"))

    def for_library(self):
        return self.prefetch_related(*[it.get_accessor_name() for it in uses_of_pictures()])

    def delete(self):
        renditions.remove(self)
        return super().delete()


class Picture(WithSlowFile, models.Model):
    file = PictureField(
        _("file"),
        upload_to=secret_path,
        width_field="width",
        height_field="height",
        help_text=_("JPEG, PNG or WebP, at most 20 MB. Location data are removed."),
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("text alternative"),
        max_length=300,
        blank=True,
        help_text=_("What the picture tells somebody who cannot see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("The picture tells nothing; no text needed.")
    )
    credit = models.CharField(_("credit"), max_length=200, help_text=_("Who holds the rights."))

    objects = PictureQuerySet.as_manager()
    history = Versions()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]
        permissions = [("choose_picture", "Can choose a picture for a text")]
        constraints = [
            models.CheckConstraint(
                name="smartcity_picture_has_alt_or_is_decorative",
                condition=Q(is_decorative=True, alt="") | (Q(is_decorative=False) & ~Q(alt="")),
                violation_error_message=_(
                    "Describe the picture, or mark it as decorative and leave the text empty."
                ),
            ),
            models.CheckConstraint(
                name="smartcity_picture_has_credit",
                condition=~Q(credit=""),
                violation_error_message=_("A picture needs a credit."),
            ),
        ]

    def __str__(self):
        return self.alt or self.file.name

    def save(self, *args, **kwargs):
        known = self.prepare()
        super().save(*args, **kwargs)
        renditions.make_missing(self, known)

    def prepare(self):
        """Encode a new file in all its sizes; saving it asks again and gets the same."""
        if not self.file or is_stored(self.file):
            return None
        validate_picture(self.file)
        return encoded_in_all_sizes(encoded_anew(self.file))

    def delete(self, *args, **kwargs):
        renditions.remove([self])
        return super().delete(*args, **kwargs)

    @property
    def smallest_address(self):
        made = renditions.made_renditions(self)
        name = min(made, key=lambda it: it.width).name if made else self.file.name
        return self.file.storage.url(name)

    @property
    def sources(self):
        """[(kind, addresses for `srcset`)] of the smaller versions."""
        return renditions.sources_of(self)
