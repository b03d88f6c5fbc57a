"""Plain functions that make valid objects; every keyword overrides a default."""

from datetime import UTC, date, datetime
from itertools import count

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

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
from smartcity.content.transaction import content_change
from smartcity.content.workflow import STEPS, take
from smartcity.publishing.publication import Publication
from smartcity.publishing.roles import CHIEF_EDITORS

# A moment before the first conference of the programme (22 March 2022).
NOW = datetime(2022, 3, 1, 11, 0, tzinfo=UTC)
TODAY = date(2022, 3, 1)
FIRST_DAY = date(2022, 3, 22)
PASSWORD = "a-long-passphrase"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"

numbers = count(1)


def stored(obj, now=NOW, **related):
    """Save in a content transaction, as editors do; *related* are many-to-many values."""
    with content_change(now) as change, change.writing(obj):
        obj.save()
        for name, values in related.items():
            getattr(obj, name).set(values)
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
    with content_change(NOW):
        project = stored(ModelProject(**defaults | fields))
        for land in laender:
            stored(ProjectLand(project=project, land=land))
    project.refresh_from_db()
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
    with content_change(now) as change, change.writing(conference):
        conference.save()
        conference.themes.set(themes)
        for project in hosts:
            make_participation(conference, project)
        for item in programme:
            ProgrammeItem.objects.create(conference=conference, **item)
    conference.refresh_from_db()
    return conference


def withdraw(conference, now=NOW, reason=""):
    """The step of publication, taken by somebody who may."""
    take(STEPS["withdraw"], conference, by=make_account(CHIEF_EDITORS), now=now, comment=reason)


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


def make_account(*roles, **fields):
    """Somebody with a password only, in the groups of these names."""
    defaults = {"username": f"konto-{next(numbers)}", "password": PASSWORD, "is_staff": True}
    user = get_user_model().objects.create_user(**defaults | fields)
    user.groups.set([Group.objects.get(name=role) for role in roles])
    return user


def make_editor(**fields):
    """Somebody who may do everything."""
    return make_colleague(**{"username": "redaktion", "is_superuser": True} | fields)


def make_colleague(*roles, **fields):
    """Somebody in the groups of these names, with the second factor that some of them take."""
    user = make_account(*roles, **fields)
    Authenticator.objects.create(user=user, type="totp", data={"secret": TOTP_SECRET})
    return user
