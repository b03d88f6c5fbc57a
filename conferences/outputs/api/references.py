"""How the API names what something belongs to: enough to show it and to follow it."""

import re
from typing import Annotated

from django.conf import settings
from ninja import Field, Schema

from smartcity.media.pictures_in_text import with_figures
from smartcity.outputs.api import absolute_url

# `srcset` holds several.
ADDRESSES = re.compile(r'(?:href|src)="/|srcset="[^"]*"')


class Addressed(Schema):
    slug: str
    url: str

    @staticmethod
    def resolve_url(obj):
        return absolute_url(obj.get_absolute_url())


class Named(Addressed):
    name: str


class Titled(Addressed):
    title: str


class Point(Schema):
    latitude: float
    longitude: float


class Download(Schema):
    title: str
    url: str
    file_kind: str
    size: int | None
    licence: str

    @staticmethod
    def resolve_url(obj):
        return absolute_url(obj.address)


def point_of(obj):
    return {"latitude": obj.latitude, "longitude": obj.longitude} if obj.point else None


def calendar_of(obj):
    return absolute_url(obj.get_calendar_url())


def text_of(obj):
    """Rich text whose links and pictures lead here from elsewhere, too."""
    return ADDRESSES.sub(in_whole, with_figures(obj.text))


def in_whole(attribute):
    return re.sub(r'(?<=[" ])/', f"{settings.SITE_URL}/", attribute[0])


def code_of(choices):
    """One of the public words that stand in addresses, too."""
    return Annotated[str, Field(json_schema_extra={"enum": choices.values})]
