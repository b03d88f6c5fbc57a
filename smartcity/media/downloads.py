"""Something to download or to watch: a file of ours or a link, shown alike on every page."""

from pathlib import PurePath
from secrets import token_urlsafe

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smartcity.text.folding import address_of

from .pdf_text import pdf_pages
from .uploads import DocumentField, WithSlowFile, is_stored, once_per_upload

pages_of = once_per_upload(pdf_pages)


def secret_path(download, filename):
    """A folder nobody can guess."""
    name = PurePath(filename)
    stem = address_of(name.stem) or "datei"
    return f"unterlagen/{token_urlsafe(9)}/{stem}{name.suffix.lower()}"


class Download(WithSlowFile, models.Model):
    title = models.CharField(_("title"), max_length=200)
    file = DocumentField(
        _("file"),
        upload_to=secret_path,
        blank=True,
        help_text=_("PDF, Word, PowerPoint, Excel, CSV or ICS, at most 20 MB."),
    )
    link = models.URLField(
        _("link"), max_length=500, blank=True, help_text=_("Instead of a file: https://…")
    )
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True, editable=False)
    pages = models.PositiveIntegerField(
        _("number of pages"), null=True, blank=True, editable=False, help_text=_("Of a PDF.")
    )
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("For example CC BY 4.0.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        # Which row shows it is asked whenever a file is loaded.
        indexes = [models.Index(fields=["file"], name="%(app_label)s_%(class)s_by_file")]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_file_or_link",
                condition=(Q(file="") & ~Q(link="")) | (~Q(file="") & Q(link="")),
                violation_error_message=_("Give either a file or a link."),
            )
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if not self.file:
            self.size = self.pages = None
        elif self.has_new_file:
            self.measure(self.file)
        is_from_storage = self.file and is_stored(self.file)
        super().save(*args, **kwargs)
        if is_from_storage:
            self.file.close()

    def prepare(self):
        """Read what a new file holds; saving it asks again and gets the same."""
        if self.file and self.has_new_file:
            pages_of(self.file)

    def measure(self, file):
        """What readers are told of *file* before they load it."""
        self.size = file.size
        self.pages = pages_of(file)

    @property
    def has_new_file(self):
        """Just uploaded, or put back with an earlier version."""
        is_put_back = self._state.adding and self.file.storage.exists(self.file.name)
        return is_put_back or not is_stored(self.file)

    @property
    def address(self):
        return self.file.url if self.file else self.link

    @property
    def file_kind(self):
        """PDF, DOCX, … or nothing for a link."""
        return self.file.name.rpartition(".")[2].upper() if self.file else ""


def kinds_of_downloads():
    """The models whose rows are downloads."""
    return [it for it in apps.get_models() if issubclass(it, Download)]
