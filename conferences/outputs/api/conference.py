from datetime import date, datetime

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from ninja import Field

from conferences.filters import ConferenceFilter
from conferences.laender import Land
from conferences.models import Conference
from smartcity.lists.facets import Custom
from smartcity.lists.filtering import ValuesFilter
from smartcity.outputs.api import ReadOnlyRouter, Slug, object_at, page_of, schema_of
from smartcity.outputs.cursors import KeysetSegment

from .parts import Item, Material, Part, Told
from .references import Named, Point, Titled, calendar_of, code_of, point_of, text_of

router = ReadOnlyRouter(tags=["conferences"])
LISTED_FIELDS = [
    *["teaser", "number", "status", "format", "city", "venue", "host_region"],
    "public_link",
]
SINGLE_FIELDS = [
    *["street", "postal_code", "host", "organiser", *Conference.FACTS],
    *["contact_office", "contact_email", "attendance"],
]


class ListedConference(schema_of(Conference, *LISTED_FIELDS), Titled):
    uid: str = Field(description=_("As in calendars; stays when date, title or address change."))
    calendar: str | None
    series: Named | None
    starts_on: date | None = Field(description=_("Null while the date is open."))
    ends_on: date | None
    starts_at: datetime | None = Field(description=_("Null while the time is not known."))
    ends_at: datetime | None
    formerly_on: date | None = Field(description=_("The first day before it was moved."))
    land: code_of(Land) | None
    themes: list[Named]
    registration_until: date | None = Field(alias="registration_deadline")
    is_example: bool = Field(description=_("Invented, to show how a date looks."))
    changed_at: datetime

    @staticmethod
    def resolve_uid(obj):
        return f"{obj.uid}@{settings.CALENDAR_UID_DOMAIN}"

    @staticmethod
    def resolve_calendar(obj):
        return calendar_of(obj) if obj.starts_on else None

    @staticmethod
    def resolve_starts_on(obj):
        return None if obj.is_date_open else obj.starts_on

    @staticmethod
    def resolve_ends_on(obj):
        return None if obj.is_date_open else obj.ends_on

    @staticmethod
    def resolve_starts_at(obj):
        return None if obj.is_date_open else obj.begins_at

    @staticmethod
    def resolve_ends_at(obj):
        return None if obj.is_date_open else obj.ends_at

    @staticmethod
    def resolve_formerly_on(obj):
        if obj.is_date_open:
            return obj.starts_on
        return obj.moved_from if obj.is_moved else None

    @staticmethod
    def resolve_land(obj):
        return obj.land or None


class SingleConference(schema_of(Conference, *SINGLE_FIELDS), ListedConference):
    text: str = Field(description=_("HTML of a few plain elements."))
    point: Point | None
    accessibility: list[str]
    participations: list[Part]
    programme: list[Item]
    documents: list[Material]
    changes: list[Told]

    @staticmethod
    def resolve_text(obj):
        return text_of(obj)

    @staticmethod
    def resolve_point(obj):
        return point_of(obj)

    @staticmethod
    def resolve_accessibility(obj):
        return [service.name for service in obj.accessibility.all()]


class ConferenceQuestion(ConferenceFilter):
    """The filters of the pages, which divide by time what stands together here."""

    zeit = ValuesFilter(
        label=_("Time"),
        choices=[("kommend", _("Upcoming")), ("vergangen", _("Archive"))],
        by=Custom(
            narrow=lambda queryset, keys, request: queryset.in_times(keys, request.today),
            counts=lambda queryset, request: queryset.tab_counts(request.today).items(),
        ),
    )
    sortierung = None


@router.list(
    "/conferences/",
    ListedConference,
    ConferenceQuestion,
    summary=capfirst(Conference._meta.verbose_name_plural),
    description=_(
        "Upcoming and past ones together, the latest first; with “zeit=kommend” alone the next "
        "one first. Without a date they come last."
    ),
    url_name="conferences",
)
def conferences(request):
    published = Conference.objects.published(request.now).for_cards()
    question = ConferenceQuestion(request.GET, published, request=request)
    is_coming = [chosen.key for chosen in question.cleaned.get("zeit") or []] == ["kommend"]
    return page_of(request, question, lambda rows: by_begin(rows, "" if is_coming else "-"))


@router.single(
    "/conferences/{slug:slug}/",
    SingleConference,
    summary=_("One conference"),
    url_name="conference",
)
def conference(request, slug: Slug):
    return object_at(request, Conference.objects.for_page(), slug, "api:conference")


def by_begin(rows, sign):
    return [
        KeysetSegment(rows.scheduled(), f"{sign}starts_on"),
        KeysetSegment(rows.unscheduled(), f"{sign}pk"),
    ]
