"""What belongs to one conference and is told with it."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from conferences.models import Document, Participation, ProgrammeItem

from .references import Download, Named, code_of


class Item(Schema):
    uid: str
    day: int = Field(description=_("1 is the first day of the conference."))
    starts_at: datetime | None
    ends_at: datetime | None
    title: str
    kind: code_of(ProgrammeItem.Kind)
    track: str
    speakers: str
    text: str

    @staticmethod
    def resolve_uid(obj):
        return f"{obj.uid}@{settings.CALENDAR_UID_DOMAIN}"

    @staticmethod
    def resolve_starts_at(obj):
        return moment(day_of(obj), obj.starts)

    @staticmethod
    def resolve_ends_at(obj):
        return moment(day_of(obj), obj.ends)


class Part(Schema):
    project: Named
    role: code_of(Participation.Role)


class Material(Download):
    kind: code_of(Document.Kind)


class Told(Schema):
    made_at: datetime
    text: str
    reason: str


def day_of(item):
    is_open = item.conference.is_date_open or item.starts_at is None
    return None if is_open else item.starts_at.date()


def moment(day, clock):
    """With the offset of Berlin on that day; None if either is not known."""
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock, timezone.get_default_timezone())
