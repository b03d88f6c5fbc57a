"""The API of the website, its OpenAPI document and the page that describes it."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from conferences.outputs.api.router import router as conferences
from kts.outputs.api import router as kts

from .content.conditional import versioned
from .outputs.api import HANDLERS
from .outputs.api_document import operations_of

api = NinjaAPI(
    title="Modellprojekte Smart Cities",
    version="1",
    description=_(
        "Everything public of this website as JSON, to read only, without registration. Addresses "
        "and names stay; new ones may come. Parameters are those of the pages: values repeat "
        "(“land=NW&land=RP” means one or the other), different parameters narrow one another. "
        "What is not understood is answered with 422 and the name of the parameter."
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
api.add_decorator(versioned, mode="view")
api.add_router("", conferences)
api.add_router("", kts)
for exception, handler in HANDLERS.items():
    api.add_exception_handler(exception, handler)


def document():
    """Return the OpenAPI document."""
    return {**api.get_openapi_schema(), "servers": [{"url": settings.SITE_URL}]}


@require_safe
@versioned
def openapi(request):
    """Return the OpenAPI document as JSON."""
    return JsonResponse(document())


@require_safe
@versioned
def page(request):
    """Render the page that describes the API."""
    schema = document()
    context = {"info": schema["info"], "operations": operations_of(schema)}
    return render(request, "smartcity/api.html", context)
