"""Store generated conferences and projects in batches."""

import re
from itertools import count, islice

from django.db.models import Max

from conferences.laender import Land
from conferences.models import (
    Conference,
    ModelProject,
    Participation,
    ProgrammeItem,
    ProjectLand,
    Theme,
)
from smartcity.content.search_columns import store_columns
from smartcity.sql.postgresql import lay_in_order

from . import plausible

MOST_UPCOMING = 200
BATCH = 1000
SLUG = "beispiel-nr-"


def slugs_for(model):
    """Addresses that follow on those generated before."""
    generated = model.objects.filter(slug__startswith=SLUG)
    last = generated.aggregate(last=Max("slug"))["last"] or "0"
    numbers = count(int(re.search(r"\d+", last)[0]) + 1)
    return (f"{SLUG}{number:07}" for number in numbers)


def store(model, objects):
    for obj in objects:
        obj.derive_columns()
    return model.objects.bulk_create(objects)


def store_search_columns(model, batch):
    """Those of stored objects, once all their parts are stored, too."""
    store_columns(model.objects.filter(pk__in=[made.pk for made in batch]))


def generate_conferences(number, random, now):
    """Store *number* conferences; yield them batch by batch."""
    slugs = slugs_for(Conference)
    upcoming = min(MOST_UPCOMING, (number + 1) // 2)
    flags = [True] * upcoming + [False] * (number - upcoming)
    shuffled = iter(random.sample(flags, number))
    themes = list(Theme.objects.current().order_by("slug"))
    projects = list(ModelProject.objects.order_by("slug"))
    while batch := [
        plausible.conference(random, next(slugs), is_upcoming=is_upcoming, now=now)
        for is_upcoming in islice(shuffled, BATCH)
    ]:
        store(Conference, batch)
        add_themes(random, batch, themes)
        add_participations(random, batch, projects)
        items = [item for made in batch for item in plausible.programme(random, made)]
        ProgrammeItem.objects.bulk_create(items)
        store_search_columns(Conference, batch)
        yield batch


def some(random, objects, most):
    """Up to *most* different ones of *objects*."""
    return random.sample(objects, min(random.randint(0, most), len(objects)))


def add_themes(random, batch, themes):
    through = Conference.themes.through
    through.objects.bulk_create(
        through(conference=made, theme=theme) for made in batch for theme in some(random, themes, 3)
    )


def add_participations(random, batch, projects):
    """The first one hosts."""
    roles = [Participation.Role.HOST, *Participation.Role.values[1:], Participation.Role.ATTENDANCE]
    Participation.objects.bulk_create(
        Participation(conference=made, project=project, role=role)
        for made in batch
        for role, project in zip(roles, some(random, projects, 4), strict=False)
    )


def generate_projects(number, random):
    """Store *number* model projects, each in one Land; they stay: projects are no examples."""
    kinds, rounds = ModelProject.Kind.values, ModelProject.Round.values
    projects = [
        ModelProject(
            slug=slug,
            name=f"Beispiel: Smarte Region {slug.removeprefix(SLUG)}",
            kind=random.choice(kinds),
            round=random.choice(rounds),
        )
        for slug in islice(slugs_for(ModelProject), number)
    ]
    store(ModelProject, projects)
    ProjectLand.objects.bulk_create(
        ProjectLand(project=project, land=random.choice(Land.values)) for project in projects
    )
    store_search_columns(ModelProject, projects)


def lay_conferences_in_order():
    """Store the rows of all conferences in the order in which lists and feeds read them."""
    lay_in_order("conferences_conference", "conferences_by_begin")
