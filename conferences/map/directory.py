"""The directories as readers look things up in them: projects by Land or place, themes by kind."""

from django.utils.translation import gettext_lazy as _

from conferences.laender import Land
from conferences.models import Theme

from .targets import Spot

HEADINGS = {
    Theme.Kind.CONFERENCE: _("Conference themes"),
    Theme.Kind.COMMUNITY: _("Working and development communities"),
    Theme.Kind.FIELD: _("Fields of innovation"),
    Theme.Kind.GUIDELINE: _("Guidelines of the Smart City Charter"),
}


def by_land(projects, chosen=()):
    """[(Land, [projects])]; a project in several Länder stands under each, or each chosen one."""
    groups = {land: [] for land in Land if not chosen or land in chosen}
    for project in projects:
        for land in {place.land for place in project.laender.all()} & groups.keys():
            groups[land].append(project)
    return [(land, found) for land, found in groups.items() if found]


def spots_of(projects):
    """Where they lie, for those with a point; hosts of conferences stand out."""
    return [
        Spot(project.point, project.name, project.get_absolute_url(), project.hosted_count > 0)
        for project in projects
        if project.point
    ]


def by_kind(themes):
    """[(Theme.Kind, heading, [themes])]"""
    groups = {kind: [theme for theme in themes if theme.kind == kind] for kind in HEADINGS}
    return [(kind, HEADINGS[kind], found) for kind, found in groups.items() if found]
