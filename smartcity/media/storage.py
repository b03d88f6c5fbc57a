"""Storage of uploaded files, which writes them completely or not at all, and signed URLs.

Files that something public shows have a plain URL. Pages for editors and previews write signed
URLs, which expire; these also serve files that nothing public shows.
"""

import os
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path, PurePath
from secrets import token_hex

from django.core.files.storage import FileSystemStorage, default_storage
from django.core.signing import BadSignature, TimestampSigner

# The same time after which a session ends without a request.
VALID_FOR = timedelta(hours=1)
SIGNATURE = "signatur"
signer = TimestampSigner(salt="smartcity.storage")
is_signing = ContextVar("is_signing", default=False)
# The names of files stored inside `delete_stored_on_error`.
stored_names = ContextVar("stored_names", default=None)


class NotStored(OSError):
    """Raised if a file cannot be written, for example to a full disk."""


@contextmanager
def delete_stored_on_error():
    """Delete the files stored inside the context if it ends with an exception."""
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
    """Sign the URLs of all files that are rendered inside the context."""
    token = is_signing.set(True)
    try:
        yield
    finally:
        is_signing.reset(token)


def signature_of(name):
    """Return a signature for the file *name*."""
    return signer.sign(name).removeprefix(f"{name}:")


def is_signature_of(name, signature):
    """Return whether *signature* belongs to the file *name* and is younger than `VALID_FOR`."""
    try:
        signer.unsign(f"{name}:{signature}", max_age=VALID_FOR)
    except BadSignature:
        return False
    return True


class SignedFilesMiddleware:
    """Sign the URLs of files in the responses to all requests."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with signed_addresses():
            return self.get_response(request)


class UploadStorage(FileSystemStorage):
    """A storage that writes files atomically; NotStored is raised if it cannot."""

    def _save(self, name, content):
        """Write to a temporary name and rename; raise NotStored if that fails."""
        beside = str(PurePath(name).parent / f".{token_hex(8)}")
        try:
            super()._save(beside, content)
            sync_to_disk(self.path(beside))
            Path(self.path(beside)).replace(self.path(name))
        except OSError as error:
            self.remove_partial(beside)
            raise NotStored(*error.args) from error
        if (names := stored_names.get()) is not None:
            names.append(name)
        return name

    def remove_partial(self, name):
        """Delete what was written under the temporary *name*, and its folder if empty."""
        path = Path(self.path(name))
        path.unlink(missing_ok=True)
        # Fails if the folder holds other files.
        with suppress(OSError):
            path.parent.rmdir()

    def url(self, name):
        """Return the URL of the file *name*, signed inside `signed_addresses`."""
        address = super().url(name)
        return f"{address}?{SIGNATURE}={signature_of(name)}" if is_signing.get() else address


def sync_to_disk(path):
    """Flush the file to disk, so that the renamed file survives a crash."""
    with Path(path).open("rb") as file:
        os.fsync(file.fileno())
