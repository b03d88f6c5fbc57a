"""The picture library: each picture has a text alternative and a credit."""

from secrets import token_urlsafe

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smartcity.publishing.records import HistoryRecords
from smartcity.publishing.relations import related_rows

from . import renditions
from .texts_with_pictures import shown_keys
from .uploads import (
    PictureField,
    WithSlowFile,
    is_stored,
    once_per_upload,
    reencode,
    validate_picture,
)

encode_all_sizes = once_per_upload(renditions.encode_all)


def secret_path(picture, filename):
    """Return a path for the file in a folder with an unguessable name."""
    return f"bilder/{token_urlsafe(9)}/{filename}"


def picture_relations():
    """Return the relations from models that show pictures."""
    return [relation for relation in Picture._meta.related_objects if not relation.hidden]


def objects_showing(picture):
    """Return [{"object": …, "opts": …}] of whatever shows *picture*.

    The picture must come from `for_library`, and `load_texts` must have set its `texts`.
    """
    related = [related_rows(picture, name) for name in accessor_names()]
    objects = dict.fromkeys(obj for rows in [*related, picture.texts] for obj in rows)
    return [{"object": obj, "opts": obj._meta} for obj in objects]


def accessor_names():
    """Return the names of the related managers behind `picture_relations`."""
    return [relation.get_accessor_name() for relation in picture_relations()]


class PictureQuerySet(models.QuerySet):
    def unused(self):
        """Return the pictures that nothing shows, the complement of `used`."""
        rows = self.filter(**{f"{relation.name}__isnull": True for relation in picture_relations()})
        return rows.exclude(pk__in=shown_keys())

    def used(self):
        """Return the pictures that something shows, the complement of `unused`."""
        return self.exclude(pk__in=Picture.objects.unused().values("pk"))

    def for_library(self):
        """Prefetch the objects that show the pictures."""
        return self.prefetch_related(*accessor_names())

    def delete(self):
        """Delete the pictures with their renditions; return what Django's method returns."""
        renditions.delete_renditions(self)
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
    history = HistoryRecords()

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
        """Save the picture and write the renditions that are missing."""
        encoded_sizes = self.prepare()
        super().save(*args, **kwargs)
        renditions.make_missing(self, encoded_sizes)

    def prepare(self):
        """Encode a new file in all sizes before the transaction; saving reuses the result.

        Raise ValidationError if the file is no acceptable picture.
        """
        if not self.file or is_stored(self.file):
            return None
        validate_picture(self.file)
        return encode_all_sizes(reencode(self.file))

    def delete(self, *args, **kwargs):
        """Delete the picture with its renditions; return what Django's method returns."""
        renditions.delete_renditions([self])
        return super().delete(*args, **kwargs)

    @property
    def smallest_address(self):
        """The URL of the smallest rendition, or of the file if there are none."""
        existing = renditions.existing_renditions(self)
        name = (
            min(existing, key=lambda rendition: rendition.width).name
            if existing
            else self.file.name
        )
        return self.file.storage.url(name)

    @property
    def sources(self):
        """[(kind, URLs for `srcset`)] of the renditions."""
        return renditions.sources_of(self)
