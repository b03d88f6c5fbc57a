"""Answers that follow the content version: an ETag made from it, and 304 before any other query."""

import hashlib
from functools import partial, wraps

from django.conf import settings
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags

from .transaction import current_version, has_passed

# Raised with a release whose answers differ from those of the release before for the same content:
# otherwise a 304 keeps the old ones in caches. 2: the CSV tables and the API have further columns.
REPRESENTATION = 2


def versioned(view, max_age=60):
    """Answer what the reader has already with 304; otherwise say which version this is."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        made = partial(view, request, *args, **kwargs)
        return unless_known(request, etag_of(request), made, max_age)

    return answer


def unless_known(request, etag, make, max_age, last_modified=None):
    """304 (412) by what the request says of *etag*, otherwise what *make()* answers, with it.

    Without an *etag* nothing is compared, and the answer has none. *last_modified*, in seconds, is
    given only where each change has a later second than all before.
    """
    if last_modified is None or not etag:
        # Without a modification date the condition on one is ignored (RFC 9110 13.1.4).
        request.META.pop("HTTP_IF_UNMODIFIED_SINCE", None)
    known = get_conditional_response(request, etag, last_modified) if etag else None
    response = known or make()
    if response.status_code in (200, 304):
        if etag:
            response.headers["ETag"] = etag
            if last_modified is not None:
                response.headers["Last-Modified"] = http_date(last_modified)
        response.headers["Cache-Control"] = f"public, max-age={max_age}"
    return response


def names_version(request, etag):
    """Whether If-None-Match has *etag*: then dates do not matter."""
    named = parse_etags(request.headers.get("If-None-Match", ""))
    return etag in [tag.removeprefix("W/") for tag in named]


def etag_of(request):
    """None while the version is behind the request: later answers would share its ETag."""
    version = current_version(request.now)
    if has_passed(version, request.now):
        return None
    return f'"{version.content}-{place_of(request)}-{REPRESENTATION}"'


def place_of(request):
    """The whole address in 16 letters: no two answers of one version share an ETag."""
    address = settings.SITE_URL + request.get_full_path()
    return hashlib.sha256(address.encode()).hexdigest()[:16]
