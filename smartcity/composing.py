"""Parameters of addresses as keyboards type them: every letter and its marks one character."""

from django.http import QueryDict

from .cleaning import composed


class ComposedQueryMiddleware:
    """Make `request.GET` composed (NFC), for lists, feeds, the API and searches of the admin."""

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
