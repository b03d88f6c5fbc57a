"""Middleware of the whole website; that of one room stands in the room."""

from http import HTTPStatus

from django.http import QueryDict
from django.utils import timezone

from .text.cleaning import composed


class HeadMiddleware:
    """Send no body with the answer to HEAD, and no length with 304 (RFC 9110 8.6 and 9.3.2).

    Stands before all others: by then the headers are those of the whole answer to GET.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # Django says 0, which is not what the answer to GET has.
            del response.headers["Content-Length"]
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = []
            else:
                response.content = b""
        return response


class MomentMiddleware:
    """Set `request.now` (aware) and `request.today` (the date in Berlin), once for a request.

    Everything that depends on the time gets one of them as an argument.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = timezone.now()
        request.today = timezone.localdate(request.now)
        return self.get_response(request)


class ComposedQueryMiddleware:
    """Make `request.GET` composed (NFC), for lists, feeds, the API and searches of the admin.

    Keyboards and PDF files give an umlaut as one character or as a letter and its mark.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Whatever is not ASCII stands there in escapes.
        if "%" in request.META.get("QUERY_STRING", ""):
            request.GET = composed_query(request.GET)
        return self.get_response(request)


def composed_query(given):
    query = QueryDict(mutable=True, encoding=given.encoding)
    for name, values in given.lists():
        query.setlist(composed(name), [composed(value) for value in values])
    query._mutable = False
    return query
