"""What belongs to the whole website: accounts, editable pages, pictures, addresses, the version."""

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .richtext import RichTextField
from .uploads import PictureField


class User(AbstractUser):
    projects = models.ManyToManyField(
        "conferences.ModelProject",
        verbose_name=_("model projects"),
        related_name="editors",
        blank=True,
        help_text=_("Hosts edit the conferences of these projects."),
    )


class PageQuerySet(models.QuerySet):
    def written(self):
        """Those with a text: only they are shown and linked."""
        return self.exclude(body="")


class Page(models.Model):
    class Slug(models.TextChoices):
        IMPRINT = "impressum", _("Imprint")
        PRIVACY = "datenschutz", _("Privacy")
        ACCESSIBILITY = "barrierefreiheit", _("Accessibility")
        EASY_LANGUAGE = "leichte-sprache", _("Easy language")
        SIGN_LANGUAGE = "gebaerdensprache", _("Sign language")

    OPTIONAL = [Slug.EASY_LANGUAGE, Slug.SIGN_LANGUAGE]

    slug = models.CharField(_("address"), max_length=20, choices=Slug, unique=True)
    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(
        _("text"), blank=True, help_text=_("A page without text is not shown and not linked.")
    )
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["slug"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self.slug)

    def clean(self):
        super().clean()
        if not self.body and self.slug not in self.OPTIONAL:
            raise ValidationError({"body": _("Every page of the website leads here: keep a text.")})


class Picture(models.Model):
    file = PictureField(
        _("file"),
        upload_to="bilder/%Y/",
        width_field="width",
        height_field="height",
        help_text=_("JPEG, PNG or WebP, at most 20 MB. Location data are removed."),
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
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

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]
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


class FormerSlug(models.Model):
    """A slug that was public once; see `smartcity.addresses`."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    slug = models.SlugField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="smartcity_formerslug_leads_to_one", fields=["content_type", "slug"]
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return self.slug


class ContentVersion(models.Model):
    """One row that rises with every visible change; see `smartcity.content`."""

    ONLY = 1

    content = models.PositiveBigIntegerField(default=0)
    calendar = models.PositiveBigIntegerField(default=0)
    calendar_changed_at = models.DateTimeField(default=timezone.now)
    next_change_at = models.DateTimeField(null=True)
    entry_format = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="smartcity_contentversion_is_one_row", condition=Q(pk=1))
        ]

    def __str__(self):
        return f"{self.content}/{self.calendar}"
