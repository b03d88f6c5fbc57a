"""Cross-Origin Resource Sharing for scripts of other websites.

It covers the API, calendars, feeds and tables; pages only as fragments for embedding.
"""

from django.http import HttpResponse

from .files import public_file_path

API = "/api/"


def is_api(request):
    """Return whether the request is for the API."""
    return request.path_info.startswith(API)


def is_for_programs(request):
    """Return whether the request is for the API or a public file."""
    return is_api(request) or bool(public_file_path(request.path_info))


def allow_any_origin(response):
    """Add the headers that allow scripts of any origin to read *response*; return it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response


class CorsMiddleware:
    """Add CORS headers; it precedes whatever may answer instead of a view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_for_programs(request):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return allow_any_origin(preflight_response())
        return allow_any_origin(self.get_response(request))


def preflight_response():
    """Return the response to a preflight request."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        },
    )
