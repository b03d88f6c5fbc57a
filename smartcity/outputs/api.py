"""The base of the API: lists, single objects and error responses.

A list accepts the same parameters as the page with these rows: both use one filter set.
"""

from datetime import date
from typing import Annotated, Generic, TypeVar

from django.conf import settings
from django.core.signing import BadSignature
from django.db import models
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema
from pydantic import WithJsonSchema, create_model

from smartcity.lists.filtering import SLUG, Choices
from smartcity.lists.filterset import CatalogueFilterSet
from smartcity.publishing.addresses import merge_target
from smartcity.publishing.detail import find
from smartcity.publishing.publication import is_public

from .api_parameters import LIMIT, PagingForm, fields_of, parameters_of
from .cursors import Cursors

Item = TypeVar("Item")


def schema_of(model, *names):
    """Return a schema with these fields of *model*, as it types, names and describes them."""
    fields = [model._meta.get_field(name) for name in names]
    columns = {field.name: (python_type_of(field), api_field_of(field)) for field in fields}
    return create_model(f"{model.__name__}Fields", __base__=Schema, **columns)


def python_type_of(field):
    kinds = [(models.DateField, date), (models.IntegerField, int)]
    kind = next((python for django, python in kinds if isinstance(field, django)), str)
    return kind | None if field.null else kind


def api_field_of(field):
    """Return the description of a field. Limits are named, not checked: stored values are valid."""
    limits = {"maxLength": field.max_length, "enum": [value for value, _label in field.flatchoices]}
    return Field(
        title=capfirst(field.verbose_name),
        description=field.help_text or None,
        json_schema_extra={name: limit for name, limit in limits.items() if limit},
    )


class Page(Schema, Generic[Item]):
    items: list[Item]
    next: str | None = Field(description=_("Address of the next rows; null after the last ones."))


class Refusal(Schema):
    field: str
    message: str


class Problem(Schema):
    message: str
    fields: list[Refusal] = Field(description=_("What was wrong, parameter by parameter."))


# Documents the format without validating it: an impossible slug is answered with 404.
Slug = Annotated[
    str, WithJsonSchema({"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": 100})
]


class InvalidParameters(Exception):
    """Raised for invalid query parameters; answered with 422 and {parameter: message}."""


class Withdrawn(Exception):
    """Raised for an object that was public and is withdrawn; answered with 410."""


class ReadOnlyRouter(Router):
    """A router for GET and HEAD."""

    def get(self, path, **options):
        """Register a view for GET, and for HEAD without documenting it."""

        def register(view):
            self.api_operation(["HEAD"], path, include_in_schema=False, **options)(view)
            return super(ReadOnlyRouter, self).get(path, **options)(view)

        return register

    def list(self, path, item, filterset_class=CatalogueFilterSet, **options):
        """Register a view that returns the result of `page_of`."""
        parameters = {"parameters": parameters_of(filterset_class)}
        response = {200: Page[item], 422: Problem}
        return self.get(path, response=response, openapi_extra=parameters, **options)

    def single(self, path, item, **options):
        """Register a view that returns the result of `object_at`."""
        return self.get(
            path, response={200: item, 301: None, 404: Problem, 410: Problem}, **options
        )


def page_of(request, filterset, segments_of):
    """Return the rows of *filterset* from the cursor on, and the URL of the next ones.

    `segments_of(rows)` returns keyset segments. Raise InvalidParameters if a parameter is invalid.
    """
    paging = PagingForm(request.GET)
    validate_parameters(request, filterset, paging)
    limit = paging.cleaned_data["limit"] or LIMIT
    try:
        rows, cursor = Cursors(request.path).page(
            segments_of(filterset.qs), limit, paging.cleaned_data["cursor"]
        )
    except BadSignature as error:
        raise InvalidParameters({"cursor": _("This cursor was not given out here.")}) from error
    return {"items": rows, "next": cursor and next_address(request, cursor)}


def next_address(request, cursor):
    """Return the URL of the page that begins at *cursor*."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return absolute_url(f"{request.path}?{query.urlencode()}")


def validate_parameters(request, filterset, paging):
    """Raise InvalidParameters if a parameter does not exist or has an invalid value."""
    fields = fields_of(type(filterset))
    errors = {name: _("There is no such parameter.") for name in request.GET if name not in fields}
    for name, value in filterset.cleaned.items():
        if isinstance(value, Choices) and value.unknown:
            errors[name] = _("Unknown: %s") % ", ".join(value.unknown)[:200]
    for name, messages in [*filterset.form.errors.items(), *paging.errors.items()]:
        errors[name] = " ".join(messages)
    if errors:
        raise InvalidParameters(errors)


def object_at(request, queryset, slug, address):
    """Return the object at *slug*, or a redirect if its current slug is a different one.

    *address* is the name of the URL pattern. Raise Withdrawn for a withdrawn object, Http404 if
    there is none.
    """
    obj = find(queryset, slug)
    if not is_public(obj, request.now):
        raise Withdrawn if obj.has_public_address(request.now) else Http404
    current = merge_target(obj)
    if current.slug != slug:
        return redirect(reverse(address, args=[current.slug]), permanent=True)
    return obj


def absolute_url(address):
    """Return *address* with the host of this website, unless it has a host already."""
    return settings.SITE_URL + address if address.startswith("/") else address


def problem(status, message, fields=None):
    """Return an error response; *fields* is {parameter: message}."""
    refusals = [{"field": name, "message": text} for name, text in (fields or {}).items()]
    return JsonResponse({"message": message, "fields": refusals}, status=status)


def bad_request(request):
    """Return the response to a malformed request."""
    return problem(400, _("The question was not understood."))


def not_found(request, exception):
    """Return the response to Http404."""
    return problem(404, _("There is nothing at this address."))


def withdrawn(request, exception):
    """Return the response to Withdrawn."""
    return problem(410, _("This was withdrawn."))


def invalid_parameters(request, exception):
    """Return the response to InvalidParameters."""
    return problem(422, _("The question was not understood."), exception.args[0])


def server_error(request):
    """Return the response to an unexpected exception."""
    return problem(500, _("Something went wrong here. Please try again later."))


HANDLERS = {Http404: not_found, Withdrawn: withdrawn, InvalidParameters: invalid_parameters}
