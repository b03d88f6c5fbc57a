"""Where uploaded files lie, whole or not at all, and the addresses under which they are answered.

What something public shows has a plain address. Pages for editors and previews write signed
addresses instead, which expire: they also lead to files that nothing public shows.
"""

import os
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path, PurePath
from secrets import token_hex

from django.core.files.storage import FileSystemStorage, default_storage
from django.core.signing import BadSignature, TimestampSigner

# A login ends after the same time without a request.
VALID_FOR = timedelta(hours=1)
SIGNATURE = "signatur"
signer = TimestampSigner(salt="smartcity.storage")
is_signing = ContextVar("is_signing", default=False)
# The names of files that were stored since `none_left_behind` was entered.
stored_names = ContextVar("stored_names", default=None)


class NotStored(OSError):
    """The disk is full, or does not let itself be written."""


@contextmanager
def none_left_behind():
    """Delete the files that were stored inside if it ends with an exception."""
    names = []
    token = stored_names.set(names)
    try:
        yield
    except BaseException:
        for name in names:
            default_storage.delete(name)
        raise
    finally:
        stored_names.reset(token)


@contextmanager
def signed_addresses():
    """Sign the addresses of all files that are written inside."""
    token = is_signing.set(True)
    try:
        yield
    finally:
        is_signing.reset(token)


def signature_of(name):
    return signer.sign(name).removeprefix(f"{name}:")


def is_signature_of(name, signature):
    """Whether *signature* was made for the file *name*, and not longer ago than `VALID_FOR`."""
    try:
        signer.unsign(f"{name}:{signature}", max_age=VALID_FOR)
    except BadSignature:
        return False
    return True


class SignedFilesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with signed_addresses():
            return self.get_response(request)


class UploadStorage(FileSystemStorage):
    """Raises NotStored if a file cannot be written, and then leaves nothing of it."""

    def _save(self, name, content):
        beside = str(PurePath(name).parent / f".{token_hex(8)}")
        try:
            super()._save(beside, content)
            make_durable(self.path(beside))
            Path(self.path(beside)).replace(self.path(name))
        except OSError as error:
            self.remove_rest(beside)
            raise NotStored(*error.args) from error
        if (names := stored_names.get()) is not None:
            names.append(name)
        return name

    def remove_rest(self, name):
        path = Path(self.path(name))
        path.unlink(missing_ok=True)
        # Of others there may be files in it.
        with suppress(OSError):
            path.parent.rmdir()

    def url(self, name):
        address = super().url(name)
        return f"{address}?{SIGNATURE}={signature_of(name)}" if is_signing.get() else address


def make_durable(path):
    """What is renamed is there after a crash, too."""
    with Path(path).open("rb") as file:
        os.fsync(file.fileno())
