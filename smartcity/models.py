"""The editable pages of the website, and the models of all rooms, where Django looks for them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .accounts.models import User
from .content.models import ContentVersion, Proposal, WorkflowStep
from .links.models import CheckedLink
from .media.pictures import Picture
from .media.richtext import RichTextField
from .publishing.models import FormerSlug
from .publishing.preview_links import PreviewLink
from .publishing.records import HistoryRecords
from .search.vocabulary import Word

__all__ = [
    "CheckedLink",
    "ContentVersion",
    "FormerSlug",
    "Page",
    "Picture",
    "PreviewLink",
    "Proposal",
    "User",
    "Word",
    "WorkflowStep",
]


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
    history = HistoryRecords()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["slug"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self.slug)

    def clean(self):
        """Raise ValidationError if a page that every page leads to has no text."""
        super().clean()
        if not self.body and self.slug not in self.OPTIONAL:
            raise ValidationError({"body": _("Every page of the website leads here: keep a text.")})
