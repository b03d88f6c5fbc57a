"""The moment of a request, taken once: everything that depends on time gets it as an argument."""

from django.utils import timezone


class MomentMiddleware:
    """Set `request.now` (aware) and `request.today` (the date in Berlin)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = timezone.now()
        request.today = timezone.localdate(request.now)
        return self.get_response(request)
