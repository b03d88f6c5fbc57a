"""Where uploaded files lie, and the addresses under which they are answered.

What something public shows has a plain address. Pages for editors and previews write signed
addresses instead, which expire: they also lead to files that nothing public shows.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.core.files.storage import FileSystemStorage
from django.core.signing import BadSignature, TimestampSigner

# A login ends after the same time without a request.
VALID_FOR = timedelta(hours=1)
SIGNATURE = "signatur"
signer = TimestampSigner(salt="smartcity.storage")
is_signing = ContextVar("is_signing", default=False)


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
    def url(self, name):
        address = super().url(name)
        return f"{address}?{SIGNATURE}={signature_of(name)}" if is_signing.get() else address
