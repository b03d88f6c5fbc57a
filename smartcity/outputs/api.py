"""What the parts of the API share: its lists, single objects, refusals, and how they are told.

A list understands the parameters of the page with the same rows: both have one filter set.
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
    columns = {field.name: (type_of(field), described(field)) for field in fields}
    return create_model(f"{model.__name__}Fields", __base__=Schema, **columns)


def type_of(field):
    kinds = [(models.DateField, date), (models.IntegerField, int)]
    kind = next((python for django, python in kinds if isinstance(field, django)), str)
    return kind | None if field.null else kind


def described(field):
    """Limits are told, not checked: what is stored is answered."""
    told = {"maxLength": field.max_length, "enum": [value for value, _label in field.flatchoices]}
    return Field(
        title=capfirst(field.verbose_name),
        description=field.help_text or None,
        json_schema_extra={name: value for name, value in told.items() if value},
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


# Only told: what cannot be a slug is at no address.
Slug = Annotated[
    str, WithJsonSchema({"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": 100})
]


class Misunderstood(Exception):
    """Answered 422, with {parameter: what is wrong about it}."""


class Withdrawn(Exception):
    """Answered 410: it was public and is no more."""


class ReadOnlyRouter(Router):
    def get(self, path, **options):
        """HEAD answers like GET; the document of the API names GET only."""

        def register(view):
            self.api_operation(["HEAD"], path, include_in_schema=False, **options)(view)
            return super(ReadOnlyRouter, self).get(path, **options)(view)

        return register

    def list(self, path, item, filterset_class=CatalogueFilterSet, **options):
        parameters = {"parameters": parameters_of(filterset_class)}
        response = {200: Page[item], 422: Problem}
        return self.get(path, response=response, openapi_extra=parameters, **options)

    def single(self, path, item, **options):
        return self.get(
            path, response={200: item, 301: None, 404: Problem, 410: Problem}, **options
        )


def page_of(request, filterset, stretches_of):
    """The rows *filterset* chooses, from the cursor on; `stretches_of(rows)` puts them in order."""
    paging = PagingForm(request.GET)
    refuse_misunderstood(request, filterset, paging)
    limit = paging.cleaned_data["limit"] or LIMIT
    try:
        rows, cursor = Cursors(request.path).page(
            stretches_of(filterset.qs), limit, paging.cleaned_data["cursor"]
        )
    except BadSignature as error:
        raise Misunderstood({"cursor": _("This cursor was not given out here.")}) from error
    return {"items": rows, "next": cursor and next_address(request, cursor)}


def next_address(request, cursor):
    query = request.GET.copy()
    query["cursor"] = cursor
    return absolute(f"{request.path}?{query.urlencode()}")


def refuse_misunderstood(request, filterset, paging):
    known = fields_of(type(filterset))
    refused = {name: _("There is no such parameter.") for name in request.GET if name not in known}
    for name, value in filterset.cleaned.items():
        if isinstance(value, Choices) and value.unknown:
            refused[name] = _("Unknown: %s") % ", ".join(value.unknown)[:200]
    for name, errors in [*filterset.form.errors.items(), *paging.errors.items()]:
        refused[name] = " ".join(errors)
    if refused:
        raise Misunderstood(refused)


def single(request, queryset, slug, address):
    """The object at *slug*, which *address* names; a former slug leads to the current one."""
    found = find(queryset, slug)
    if not is_public(found, request.now):
        raise Withdrawn if found.has_public_address(request.now) else Http404
    current = merge_target(found)
    if current.slug != slug:
        return redirect(reverse(address, args=[current.slug]), permanent=True)
    return found


def absolute(address):
    """On this website, unless it is a whole address already."""
    return settings.SITE_URL + address if address.startswith("/") else address


def problem(status, message, fields=None):
    refused = [{"field": name, "message": text} for name, text in (fields or {}).items()]
    return JsonResponse({"message": message, "fields": refused}, status=status)


def refused(request):
    return problem(400, _("The question was not understood."))


def not_found(request, exception):
    return problem(404, _("There is nothing at this address."))


def withdrawn(request, exception):
    return problem(410, _("This was withdrawn."))


def misunderstood(request, exception):
    return problem(422, _("The question was not understood."), exception.args[0])


def failed(request):
    return problem(500, _("Something went wrong here. Please try again later."))


HANDLERS = {Http404: not_found, Withdrawn: withdrawn, Misunderstood: misunderstood}
