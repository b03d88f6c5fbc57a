"""Downloads: an uploaded file or a link, displayed alike on every page."""

from pathlib import PurePath
from secrets import token_urlsafe

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smartcity.text.folding import slug_of

from .pdf_text import pdf_pages
from .uploads import DocumentField, WithSlowFile, is_stored, once_per_upload

pages_of = once_per_upload(pdf_pages)


def secret_path(download, filename):
    """Return a path for the file in a folder with an unguessable name."""
    name = PurePath(filename)
    stem = slug_of(name.stem) or "datei"
    return f"unterlagen/{token_urlsafe(9)}/{stem}{name.suffix.lower()}"


class Download(WithSlowFile, models.Model):
    """An abstract model of a row with either a file or a link."""

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
        # Each request for a file looks up the rows that show it.
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
        """Save the row with the size and page count of its file, and close the file."""
        if not self.file:
            self.size = self.pages = None
        elif self.has_new_file:
            self.measure(self.file)
        is_from_storage = self.file and is_stored(self.file)
        super().save(*args, **kwargs)
        if is_from_storage:
            self.file.close()

    def prepare(self):
        """Count the pages of a new file before the transaction; saving reuses the result."""
        if self.file and self.has_new_file:
            pages_of(self.file)

    def measure(self, file):
        """Set the size and page count that pages show beside the link to *file*."""
        self.size = file.size
        self.pages = pages_of(file)

    @property
    def has_new_file(self):
        """Whether the file was just uploaded, or restored with a former state of the row."""
        is_restored = self._state.adding and self.file.storage.exists(self.file.name)
        return is_restored or not is_stored(self.file)

    @property
    def address(self):
        """The URL of the file or link."""
        return self.file.url if self.file else self.link

    @property
    def file_kind(self):
        """The kind of the file, such as “PDF” or “DOCX”, or "" for a link."""
        return self.file.name.rpartition(".")[2].upper() if self.file else ""


def download_models():
    """Return the models that derive from `Download`."""
    return [model for model in apps.get_models() if issubclass(model, Download)]
