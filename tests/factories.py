"""Plain functions that make valid objects; every keyword overrides a default."""

from datetime import UTC, date, datetime
from itertools import count

from django.contrib.auth import get_user_model

from conferences.models import (
    Conference,
    Document,
    ModelProject,
    Participation,
    ProgrammeItem,
    ProjectLand,
    Series,
    Theme,
)
from kts.models import Article, Network
from smartcity.content import content_change
from smartcity.publishing import Publication

# A moment before the first conference of the programme (22 March 2022).
NOW = datetime(2022, 3, 1, 11, 0, tzinfo=UTC)
TODAY = date(2022, 3, 1)
FIRST_DAY = date(2022, 3, 22)

numbers = count(1)


def stored(obj, now=NOW, **related):
    """Save through the door, as editors do; *related* are many-to-many values."""
    with content_change(now) as change:
        obj.save()
        for name, values in related.items():
            getattr(obj, name).set(values)
        change.touch(obj)
    return obj


def published(fields, now=NOW):
    return {"publication": Publication.PUBLISHED, "published_at": now} | fields


def make_theme(**fields):
    number = next(numbers)
    defaults = {"name": f"Thema {number}", "slug": f"thema-{number}", "kind": Theme.Kind.CONFERENCE}
    return stored(Theme(**defaults | fields))


def make_series(**fields):
    number = next(numbers)
    defaults = {"name": f"Reihe {number}", "slug": f"reihe-{number}", "singular": "Konferenz"}
    return stored(Series(**defaults | fields))


def make_project(laender=("RP",), **fields):
    number = next(numbers)
    defaults = {
        "name": f"Projekt {number}",
        "slug": f"projekt-{number}",
        "kind": ModelProject.Kind.CITY,
        "round": ModelProject.Round.FIRST,
    }
    project = stored(ModelProject(**defaults | fields))
    for land in laender:
        ProjectLand.objects.create(project=project, land=land)
    return project


def make_conference(themes=(), hosts=(), programme=(), now=NOW, **fields):
    """A published one-day conference without times; `publication="draft"` makes a draft."""
    number = next(numbers)
    defaults = {
        "title": f"Konferenz {number}",
        "slug": f"konferenz-{number}",
        "starts_on": FIRST_DAY,
        "format": Conference.Format.ON_SITE,
    }
    if "publication" not in fields:
        defaults = published(defaults, now)
    conference = Conference(**defaults | fields)
    with content_change(now) as change:
        conference.save()
        conference.themes.set(themes)
        for project in hosts:
            make_participation(conference, project)
        for item in programme:
            ProgrammeItem.objects.create(conference=conference, **item)
        change.touch(conference)
    conference.refresh_from_db()
    return conference


def make_participation(conference, project, role=Participation.Role.HOST):
    return Participation.objects.create(conference=conference, project=project, role=role)


def make_document(conference, **fields):
    defaults = {"title": "Dokumentation", "link": "https://example.org/dokumentation"}
    return Document.objects.create(conference=conference, **defaults | fields)


def make_article(themes=(), projects=(), conferences=(), now=NOW, **fields):
    number = next(numbers)
    defaults = {
        "title": f"Beitrag {number}",
        "slug": f"beitrag-{number}",
        "teaser": "Worum es geht.",
        "text": "<p>Was gelernt wurde.</p>",
        "kind": Article.Kind.REPORT,
    }
    if "publication" not in fields:
        defaults = published(defaults, now)
    related = {"themes": themes, "projects": projects, "conferences": conferences}
    return stored(Article(**defaults | fields), **related)


def make_network(themes=(), projects=(), now=NOW, **fields):
    number = next(numbers)
    defaults = {
        "name": f"Netzwerk {number}",
        "slug": f"netzwerk-{number}",
        "kind": Network.Kind.COMMUNITY,
        "purpose": "Wozu es da ist.",
    }
    if "publication" not in fields:
        defaults = published(defaults, now)
    return stored(Network(**defaults | fields), themes=themes, projects=projects)


def make_editor(**fields):
    defaults = {"username": "redaktion", "password": "a-long-passphrase"}
    return get_user_model().objects.create_superuser(**defaults | fields)
