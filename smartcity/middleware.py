"""Middleware of the whole website; that of a single room is in the room."""

from http import HTTPStatus

from django.http import QueryDict
from django.utils import timezone

from .text.cleaning import composed


class HeadMiddleware:
    """Send no body in response to HEAD, and no length with 304 (RFC 9110 8.6 and 9.3.2).

    It precedes all others, so the headers are those of the complete response to GET.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # Django sets it to 0, unlike in the response to GET.
            del response.headers["Content-Length"]
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = []
            else:
                response.content = b""
        return response


class RequestTimeMiddleware:
    """Set `request.now` (aware) and `request.today` (the date in Berlin) once for each request.

    Everything that depends on the time takes one of them as an argument.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = timezone.now()
        request.today = timezone.localdate(request.now)
        return self.get_response(request)


class ComposedQueryMiddleware:
    """Normalize `request.GET` to NFC for lists, feeds, the API and searches of the admin.

    Keyboards and PDF files produce umlauts as one character or as a letter and a combining mark.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Characters outside ASCII are percent-encoded.
        if "%" in request.META.get("QUERY_STRING", ""):
            request.GET = composed_query(request.GET)
        return self.get_response(request)


def composed_query(query):
    """Return a copy of *query* with composed names and values."""
    result = QueryDict(mutable=True, encoding=query.encoding)
    for name, values in query.lists():
        result.setlist(composed(name), [composed(value) for value in values])
    result._mutable = False
    return result
