"""Render the public page of an object that is not public, with a note above it."""

from copy import copy

from django.http import QueryDict
from django.urls import resolve


def preview_of(obj, request, *, note):
    """Return the rendered public page of *obj* as it is stored, with *note* above.

    Its files are not public either: call it where the addresses of files are signed, as they are
    in the login area.
    """
    address = obj.get_absolute_url()
    view = resolve(address).func.view_class()
    view.setup(asked_by_a_reader(request, address), slug=obj.slug)
    return unlisted(view.preview(obj.pk, note).render())


def asked_by_a_reader(request, address):
    public_request = copy(request)
    public_request.path = public_request.path_info = address
    public_request.method, public_request.GET = "GET", QueryDict()
    return public_request


def unlisted(response):
    """Return *response* with headers against indexing, caching and referrers."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
