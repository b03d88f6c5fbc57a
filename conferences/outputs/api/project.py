from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from conferences.filters import ModelProjectFilter
from conferences.laender import Land
from conferences.models import ModelProject
from smartcity.outputs.api import ReadOnlyRouter, Slug, object_at, page_of, schema_of
from smartcity.outputs.cursors import KeysetSegment

from .references import Named, Point, calendar_of, code_of, point_of

router = ReadOnlyRouter(tags=["projects"])


class ListedProject(
    schema_of(
        *[ModelProject, "kind", "round", "website"],
        *[*ModelProject.FACTS, *ModelProject.FIGURES],
    ),
    Named,
):
    calendar: str
    laender: list[code_of(Land)]
    point: Point | None
    themes: list[Named]

    @staticmethod
    def resolve_calendar(obj):
        return calendar_of(obj)

    @staticmethod
    def resolve_laender(obj):
        return [place.land for place in obj.laender.all()]

    @staticmethod
    def resolve_point(obj):
        return point_of(obj)


class SingleProject(ListedProject):
    members: list[str]

    @staticmethod
    def resolve_members(obj):
        return [member.name for member in obj.members.all()]


@router.list(
    "/projects/",
    ListedProject,
    ModelProjectFilter,
    summary=capfirst(ModelProject._meta.verbose_name_plural),
    description=_("From A to Z."),
    url_name="projects",
)
def projects(request):
    rows = ModelProject.objects.prefetch_related("laender", "themes")
    question = ModelProjectFilter(request.GET, rows, request=request)
    return page_of(request, question, lambda rows: [KeysetSegment(rows, "sort_key")])


@router.single(
    "/projects/{slug:slug}/",
    SingleProject,
    summary=_("One model project"),
    url_name="project",
)
def project(request, slug: Slug):
    rows = ModelProject.objects.prefetch_related("laender", "themes", "members")
    return object_at(request, rows, slug, "api:project")
