"""The threads of a server in the tests share the one connection to a database in memory."""

from threading import Lock


class OneAtATimeMiddleware:
    """Two requests at a time would be two transactions in one connection."""

    lock = Lock()

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with self.lock:
            return self.get_response(request)
