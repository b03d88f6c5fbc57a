"""The view that everything is measured against: Django, its middleware, and nothing else."""

from django.http import HttpResponse

ADDRESS = "/leer"


def empty(request):
    return HttpResponse()
