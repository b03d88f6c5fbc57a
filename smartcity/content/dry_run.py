"""Dry runs: write, look at the result, and roll back; no row, version or file remains."""

from contextlib import contextmanager
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from smartcity.media.downloads import Download
from smartcity.publishing.records import open_change

# The folder in the names of files that a dry run pretends to store.
FOLDER = "vorschau/"


@contextmanager
def dry_run():
    """Roll back everything written inside; an open content change does not notice it."""
    token = open_change.set(None)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        open_change.reset(token)


def name_uploads(form):
    """Replace the uploads of a valid form by names alone, so that saving stores no file."""
    for name, value in form.cleaned_data.items():
        if isinstance(value, UploadedFile):
            room = form.instance._meta.get_field(name).max_length - len(FOLDER)
            setattr(form.instance, name, f"{FOLDER}{PurePath(value.name).name[-room:]}")
            if isinstance(form.instance, Download):
                form.instance.measure(value)
