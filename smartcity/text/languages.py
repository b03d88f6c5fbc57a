"""The language of texts that do not follow the language of the interface."""

from contextlib import contextmanager

from django.utils import translation

CONTENT_LANGUAGE = "de"


@contextmanager
def in_german():
    """Activate German, as a context manager or a decorator.

    Content is German: calendar files, the stored search columns and the public log of changes are
    written in German whatever the language of the request is.
    """
    with translation.override(CONTENT_LANGUAGE):
        yield
