"""Answers without a body: to HEAD with the length of the one to GET, 304 without any.

RFC 9110 8.6 and 9.3.2.
"""

from http import HTTPStatus


class HeadMiddleware:
    """Stands before all others: by then the headers are those of the whole answer."""

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
