"""Scripts of other websites may read what is made for programs (Cross-Origin Resource Sharing).

That is the API, calendars, feeds and tables; pages only as fragments that are made for it.
"""

from django.http import HttpResponse

from .files import file_at

API = "/api/"


def is_api(request):
    return request.path_info.startswith(API)


def is_for_programs(request):
    return is_api(request) or bool(file_at(request.path_info))


def readable_from_anywhere(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response


class CorsMiddleware:
    """Stands before all that may answer for a view: redirects and errors are read, too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_for_programs(request):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return readable_from_anywhere(permission())
        return readable_from_anywhere(self.get_response(request))


def permission():
    """The answer to a browser that asks before it asks (preflight)."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        },
    )
