"""Conditional responses: ETags made from the content version, and 304 before any other query."""

import hashlib
from functools import partial, wraps

from django.conf import settings
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags

from .transaction import current_version, has_passed

# The version of all representations. Raise it with a release that answers differently for the same
# content; otherwise a 304 keeps old answers in caches. 2: more columns in CSV tables and API.
REPRESENTATION = 2


def versioned(view, max_age=60):
    """Decorate *view* so that its responses have the ETag of the content version, or are a 304."""

    @wraps(view)
    def conditional_view(request, *args, **kwargs):
        make = partial(view, request, *args, **kwargs)
        return conditional_response(request, etag_of(request), make, max_age)

    return conditional_view


def conditional_response(request, etag, make, max_age, last_modified=None):
    """Return a 304 or 412 if the conditions of the request match, else the response of *make()*.

    Without an *etag* no conditions are evaluated, and the response has none. Pass *last_modified*,
    in seconds, only if every change has a later second than all changes before it.
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


def matches_etag(request, etag):
    """Return whether If-None-Match lists *etag*; dates are then not compared."""
    known_tags = parse_etags(request.headers.get("If-None-Match", ""))
    return etag in [tag.removeprefix("W/") for tag in known_tags]


def etag_of(request):
    """Return the ETag of the response to *request*.

    Return None while the stored version is behind the request: later answers would share its ETag.
    """
    version = current_version(request.now)
    if has_passed(version, request.now):
        return None
    return f'"{version.content}-{address_digest(request)}-{REPRESENTATION}"'


def address_digest(request):
    """Return a digest of the whole address: no two answers of one version share an ETag."""
    address = settings.SITE_URL + request.get_full_path()
    return hashlib.sha256(address.encode()).hexdigest()[:16]
