"""An empty view, the baseline: Django and its middleware only."""

from django.http import HttpResponse

ADDRESS = "/leer"


def empty(request):
    """Return an empty response."""
    return HttpResponse()
