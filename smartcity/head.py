"""HEAD answers like GET, with its length and without its body (RFC 9110 9.3.2)."""


class HeadMiddleware:
    """Stands before all others: by then the headers are those of the whole answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = []
            else:
                response.content = b""
        return response
