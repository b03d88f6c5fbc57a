"""What belongs to one conference and is told with it."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from conferences.models import Document, Participation, ProgrammeItem
from smartcity.outputs.api import schema_of

from .references import Download, Named, code_of

ITEM_FIELDS = ["title", "kind", "track", "speakers", "text", *ProgrammeItem.FACTS]


class Item(schema_of(ProgrammeItem, *ITEM_FIELDS)):
    uid: str
    day: int = Field(description=_("1 is the first day of the conference."))
    starts_at: datetime | None = Field(description=_("Null while date or time is not known."))
    ends_at: datetime | None

    @staticmethod
    def resolve_uid(obj):
        return f"{obj.uid}@{settings.CALENDAR_UID_DOMAIN}"

    @staticmethod
    def resolve_starts_at(obj):
        return None if obj.conference.is_date_open else obj.begins_at

    @staticmethod
    def resolve_ends_at(obj):
        return None if obj.conference.is_date_open else obj.ends_at


class Part(Schema):
    project: Named
    role: code_of(Participation.Role)


class Material(schema_of(Document, "title", "kind", "licence"), Download):
    pass


class Told(Schema):
    made_at: datetime
    text: str
    reason: str
