"""Every way to write content in the admin: one case per model, one row per kind of part.

A model or an inline that is registered without a case fails tests/smartcity/test_every_write.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time

from django.contrib.admin.models import LogEntry

from conferences.models import (
    AccessibilityService,
    Change,
    Conference,
    Document,
    Member,
    ModelProject,
    Participation,
    ProgrammeItem,
    ProjectLand,
    Series,
    Theme,
)
from kts.models import Article, Attachment, Network
from smartcity.accounts.models import User
from smartcity.content.models import Proposal
from smartcity.links.models import CheckedLink
from smartcity.media.pictures import Picture
from smartcity.models import Page
from tests.factories import (
    NOW,
    make_article,
    make_conference,
    make_document,
    make_network,
    make_project,
    make_series,
    make_theme,
    stored,
)
from tests.pictures import png

# Files are written with what they belong to. Accounts are no content, nor is what was proposed or
# found of links; what was told of changes is only read.
NO_CONTENT = {Document, Attachment, User, Proposal, CheckedLink, LogEntry}
READ_ONLY_PARTS = {Change}


def make_service(**fields):
    return stored(AccessibilityService(**{"slug": "untertitel", "name": "Untertitel"} | fields))


def make_picture():
    return stored(Picture(file=png(), alt="Ein Marktplatz", credit="Stadt Ulm"))


def make_world():
    """{model: an object}, all of them shown together, by one conference where possible."""
    theme, series, project, service = make_theme(), make_series(), make_project(), make_service()
    item = {"starts": time(10), "title": "Begrüßung"}
    conference = make_conference(
        title="Ulm", themes=[theme], series=series, number=1, hosts=[project], programme=[item]
    )
    document = make_document(conference)
    Change.objects.create(conference=conference, made_at=NOW, text="Saal gewechselt.")
    stored(conference, accessibility=[service])
    stored(Member(project=project, name="Kalletal"))
    article = make_article(themes=[theme], projects=[project], conferences=[conference])
    attachment = Attachment(article=article, title="Anhang", link="https://ulm.example/")
    stored(attachment)
    others = [article, make_network(themes=[theme], projects=[project]), make_picture()]
    page = stored(Page(slug=Page.Slug.IMPRINT, title="Impressum", body="<p>Text</p>"))
    objects = [theme, series, project, service, conference, page, *others]
    return {type(obj): obj for obj in [*objects, document, attachment]}


@dataclass
class Case:
    # Form values, one edit each; those that name others are told the world.
    changes: list
    # What a form needs for a new one; None where nobody may add.
    new: Callable | None = None
    # Makes one that may be deleted; None where nobody may.
    spare: Callable | None = None
    # {part: (name of its formset, values of a new row, values that change the first row)}
    parts: dict = field(default_factory=dict)


CASES = {
    Theme: Case(
        changes=[
            lambda world: {"name": "Umbenannt"},
            lambda world: {"slug": "woanders"},
            lambda world: {"merged_into": make_theme().pk},
        ],
        new=lambda: {"name": "Neu", "slug": "neu", "kind": "aeg"},
        spare=make_theme,
    ),
    Series: Case(
        changes=[lambda world: {"singular": "Umbenannt"}, lambda world: {"name": "Umbenannt"}],
        new=lambda: {"name": "Neu", "slug": "neu", "singular": "Neue"},
        spare=make_series,
    ),
    AccessibilityService: Case(
        changes=[lambda world: {"name": "Umbenannt"}],
        new=lambda: {"name": "Neu", "slug": "neu"},
        spare=lambda: make_service(slug="spare", name="Übrig"),
    ),
    ModelProject: Case(
        changes=[lambda world: {"name": "Umbenannt"}, lambda world: {"slug": "woanders"}],
        new=lambda: {
            "name": "Neu",
            "slug": "neu",
            "kind": "stadt",
            "round": 2019,
            "laender-0-land": "BW",
        },
        spare=make_project,
        parts={
            ProjectLand: ("laender", lambda world: {"land": "HE"}, {"land": "SN"}),
            Member: ("members", lambda world: {"name": "Neu"}, {"name": "Umbenannt"}),
        },
    ),
    Conference: Case(
        changes=[
            lambda world: {"title": "Neuer Titel"},
            lambda world: {"slug": "woanders"},
            lambda world: {"starts_on": "05.04.2022", "ends_on": "05.04.2022"},
            lambda world: {"start_time": "10:00", "end_time": "15:00"},
            lambda world: {"status": "abgesagt"},
            lambda world: {"format": "hybrid", "public_link": "https://ulm.example/live"},
            lambda world: {"city": "Ulm", "venue": "Stadthaus"},
            lambda world: {"themes": [make_theme().pk], "accessibility": []},
        ],
        new=lambda: {
            "title": "Neu",
            "slug": "neu",
            "starts_on": "22.03.2022",
            "format": "virtuell",
        },
        spare=lambda: make_conference(is_example=True),
        parts={
            Participation: (
                "participations",
                lambda world: {"project": make_project().pk, "role": "beitrag"},
                {"role": "teilnahme"},
            ),
            ProgrammeItem: (
                "programme",
                lambda world: {"day": 1, "starts": "11:00", "title": "Neu", "kind": "vortrag"},
                {"title": "Umbenannt"},
            ),
            Document: (
                "documents",
                lambda world: {
                    "title": "Neu",
                    "kind": "einladung",
                    "position": 1,
                    "link": "https://ulm.example/neu",
                },
                {"title": "Umbenannt"},
            ),
        },
    ),
    Article: Case(
        changes=[lambda world: {"title": "Neuer Titel"}, lambda world: {"conferences": []}],
        new=lambda: {
            "title": "Neu",
            "slug": "neu",
            "kind": "bericht",
            "teaser": "Worum es geht.",
            "text": "<p>Text</p>",
        },
        spare=lambda: make_article(publication="draft"),
        parts={
            Attachment: (
                "attachments",
                lambda world: {"title": "Neu", "link": "https://ulm.example/neu", "position": 1},
                {"title": "Umbenannt"},
            ),
        },
    ),
    Network: Case(
        changes=[lambda world: {"name": "Umbenannt"}],
        new=lambda: {"name": "Neu", "slug": "neu", "kind": "aeg", "purpose": "Wozu."},
        spare=lambda: make_network(publication="draft"),
    ),
    Picture: Case(
        changes=[lambda world: {"alt": "Ein Rathaus"}],
        new=lambda: {"file": png(), "alt": "Ein Rathaus", "credit": "Stadt Ulm"},
        spare=make_picture,
    ),
    Page: Case(changes=[lambda world: {"title": "Umbenannt"}]),
}
