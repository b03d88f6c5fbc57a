"""The directories of model projects by Land and map place, and of themes by kind."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from conferences.coordinates import WIDTH, distance
from conferences.laender import Land
from conferences.models import Theme

from .targets import MapPlace

# In units of the map, at the size of the style sheet.
LETTER_WIDTH, LABEL_GAP = 11, 14
HEADINGS = {
    Theme.Kind.CONFERENCE: _("Conference themes"),
    Theme.Kind.COMMUNITY: _("Working and development communities"),
    Theme.Kind.FIELD: _("Fields of innovation"),
    Theme.Kind.GUIDELINE: _("Guidelines of the Smart City Charter"),
}


def projects_by_land(projects, chosen=()):
    """Return [(Land, [projects])] with a project under each of its Länder that is *chosen*.

    Without *chosen* Länder all are included.
    """
    groups = {land: [] for land in Land if not chosen or land in chosen}
    for project in projects:
        for land in {place.land for place in project.laender.all()} & groups.keys():
            groups[land].append(project)
    return [(land, members) for land, members in groups.items() if members]


def map_places_of(projects):
    """Return a MapPlace for each project with a point; hosts of conferences stand out."""
    return [
        MapPlace(project.point, project.name, project.get_absolute_url(), project.hosted_count > 0)
        for project in projects
        if project.point
    ]


def nearest_projects(project, projects, count=4):
    """Return [(project, kilometres)] of those that lie nearest to *project*, of *projects*.

    All have coordinates. The distance is in whole kilometres, as the crow flies.
    """
    others = [(distance(project, other), other) for other in projects if other != project]
    others.sort(key=itemgetter(0))
    return [(other, round(kilometres)) for kilometres, other in others[:count]]


def label_on_map(project):
    """Return (x, y, text-anchor) of the name beside the point of *project*, inside the map."""
    x, y = project.point
    width = len(project.name) * LETTER_WIDTH
    if x + LABEL_GAP + width <= WIDTH:
        return x + LABEL_GAP, y, "start"
    if x - LABEL_GAP - width >= 0:
        return x - LABEL_GAP, y, "end"
    return WIDTH / 2, y - LABEL_GAP, "middle"


def themes_by_kind(themes):
    """Return [(Theme.Kind, heading, [themes])]."""
    groups = {kind: [theme for theme in themes if theme.kind == kind] for kind in HEADINGS}
    return [(kind, HEADINGS[kind], members) for kind, members in groups.items() if members]
