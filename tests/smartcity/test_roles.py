"""Every role x every model of the admin x every action, on every path that leads to it."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from conferences.models import (
    AccessibilityService,
    Conference,
    Document,
    ModelProject,
    Series,
    Theme,
)
from kts.models import Article, Attachment, Network
from smartcity.accounts.models import User
from smartcity.content.models import Proposal
from smartcity.content.workflow import STEPS
from smartcity.links.models import CheckedLink
from smartcity.media.pictures import Picture
from smartcity.models import Page
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS, ROLES, TECHNICIANS, names_of
from tests import prepared
from tests.content_cases import CASES
from tests.editor import admin_address, filled, step_address
from tests.factories import NOW, make_account, make_colleague

pytestmark = pytest.mark.django_db

NOTHING = ""
VIEW = "view"
CHANGE = "view change"
WRITE = "view add change delete"
SUBMIT = "submit return"
PUBLISH = f"{SUBMIT} publish schedule call_back withdraw republish"
MASTER_DATA = [Theme, Series, AccessibilityService, ModelProject]
PUBLISHED = [Conference, Article, Network]

# What each role may do with a draft; what the admin offers nobody (a new page) is left out.
MAY = {
    EDITORS: {
        **dict.fromkeys(PUBLISHED, f"{WRITE} {SUBMIT}"),
        **dict.fromkeys(MASTER_DATA, VIEW),
        **dict.fromkeys([Document, Attachment], VIEW),
        Picture: WRITE,
        Page: VIEW,
        CheckedLink: VIEW,
        Proposal: NOTHING,
        User: NOTHING,
    },
    CHIEF_EDITORS: {
        **dict.fromkeys(PUBLISHED, f"{WRITE} {PUBLISH}"),
        **dict.fromkeys(MASTER_DATA, WRITE),
        **dict.fromkeys([Document, Attachment], VIEW),
        Picture: WRITE,
        Page: CHANGE,
        CheckedLink: VIEW,
        Proposal: CHANGE,
        User: NOTHING,
    },
    HOSTS: {
        **dict.fromkeys(PUBLISHED, NOTHING),
        **dict.fromkeys(MASTER_DATA, VIEW),
        Conference: CHANGE,
        Document: VIEW,
        Attachment: NOTHING,
        Picture: NOTHING,
        Page: NOTHING,
        CheckedLink: NOTHING,
        Proposal: NOTHING,
        User: NOTHING,
    },
    TECHNICIANS: {
        **dict.fromkeys([*PUBLISHED, *MASTER_DATA], NOTHING),
        ModelProject: VIEW,
        **dict.fromkeys([Document, Attachment], NOTHING),
        Picture: NOTHING,
        Page: CHANGE,
        CheckedLink: NOTHING,
        Proposal: NOTHING,
        User: WRITE,
    },
}
OWN = {"smartcity", "conferences", "kts"}
CELLS = [(role, model) for role, cells in MAY.items() for model in cells]
# A field that offers objects of the model.
OFFERED_IN = {
    Picture: ("kts", "article", "picture"),
    ModelProject: ("smartcity", "user", "projects"),
    Conference: ("kts", "article", "conferences"),
    Theme: ("kts", "article", "themes"),
    AccessibilityService: ("conferences", "conference", "accessibility"),
}


def named(value):
    return getattr(value, "__name__", str(value))


def make_somebody(role, world):
    """In the role; a host with the project that hosts the conference of the world."""
    somebody = make_colleague(role)
    somebody.projects.set([world[ModelProject]] if role == HOSTS else [])
    return somebody


@pytest.fixture
def world():
    world = prepared.world()
    for model in PUBLISHED:
        model.objects.update(publication="draft", published_at=None)
    world[User] = make_account(email="jemand@ulm.example")
    world[CheckedLink] = CheckedLink.objects.create(address="https://ulm.example", checked_at=NOW)
    world[Proposal] = Proposal.objects.create(
        target=world[Conference], changes=[], made_at=NOW, source="Kalender"
    )
    return world


@pytest.fixture
def visit(client, world):
    """Ask for something in a role: the answer, and whether it was given."""

    def visit_as(role):
        client.force_login(make_somebody(role, world))
        return client

    return visit_as


def is_open(response):
    """Given, and not a redirect to somewhere else because there is “no such object”."""
    assert response.status_code in {200, 302, 403, 404}
    return response.status_code == 200


def test_every_model_of_the_admin_has_a_cell_for_every_role():
    own = {it for it in admin.site._registry if it._meta.app_label in OWN}

    assert {role: set(cells) for role, cells in MAY.items()} == dict.fromkeys(ROLES, own)


@pytest.mark.parametrize(("role", "model"), CELLS, ids=named)
def test_a_role_reaches_the_views_of_a_model_that_it_may(visit, world, role, model):
    client, allowed = visit(role), MAY[role][model].split()
    views = {
        "changelist": "view",
        "change": "view",
        "history": "view",
        "add": "add",
        "delete": "delete",
    }
    if model in CASES and CASES[model].new is None:
        del views["add"], views["delete"]

    reached = {
        view: is_open(
            client.get(
                admin_address(model if view in {"changelist", "add"} else world[model], view)
            )
        )
        for view in views
    }

    assert reached == {view: verb in allowed for view, verb in views.items()}


@pytest.mark.parametrize(
    ("role", "model"), [it for it in CELLS if it[1] is not Proposal], ids=named
)
def test_a_role_saves_only_what_it_may_change(visit, world, role, model):
    client, allowed = visit(role), MAY[role][model].split()
    address = admin_address(world[model])
    data = filled(client.get(address).context) if "change" in allowed else {}

    saved = client.post(address, data)

    assert saved.status_code == (302 if "change" in allowed else 403)


@pytest.mark.parametrize(("role", "model"), CELLS, ids=named)
def test_a_role_is_offered_only_the_actions_that_it_may(rf, world, role, model):
    request = rf.get("/")
    request.user = make_somebody(role, world)
    model_admin = admin.site._registry[model]

    offered = set(model_admin.get_actions(request)) & {"delete_selected", *STEPS}

    allowed = set(MAY[role][model].replace("delete", "delete_selected").split())
    assert offered == allowed & {"delete_selected", *STEPS}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("role", "model"), [it for it in CELLS if it[1] in PUBLISHED], ids=named)
def test_a_role_takes_only_the_steps_that_it_may(visit, world, role, model, step):
    client = visit(role)

    asked = client.get(step_address(world[model], step))
    sent = client.post(step_address(world[model], step), {"confirmed": "yes"})

    is_allowed = step in MAY[role][model].split()
    assert [it.status_code == 403 for it in (asked, sent)] == [not is_allowed] * 2


@pytest.mark.parametrize("model", OFFERED_IN, ids=named)
@pytest.mark.parametrize("role", MAY)
def test_a_role_is_offered_only_names_that_it_may_see(visit, role, model):
    client = visit(role)
    names = ["app_label", "model_name", "field_name"]
    field = dict(zip(names, OFFERED_IN[model], strict=True)) | {"term": ""}

    offered = client.get(reverse("admin:autocomplete"), field)

    assert is_open(offered) == ("view" in MAY[role][model].split())


def test_migrating_again_restores_exactly_what_is_declared():
    group = Group.objects.get(name=HOSTS)
    group.permissions.clear()
    group.permissions.add(*Group.objects.get(name=TECHNICIANS).permissions.all())

    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)

    found = {
        it.name: {f"{at.content_type.app_label}.{at.codename}" for at in it.permissions.all()}
        for it in Group.objects.prefetch_related("permissions__content_type")
    }
    assert found == {role: names_of(declared) for role, declared in ROLES.items()}


def test_every_declared_model_exists():
    declared = {model for cells in ROLES.values() for model in cells}

    assert declared <= {model._meta.label_lower for model in apps.get_models()}


def test_only_the_chief_editors_cancel(visit, world):
    client, conference = visit(EDITORS), world[Conference]
    data = filled(client.get(admin_address(conference)).context)

    refused = client.post(admin_address(conference), data | {"status": "abgesagt"})

    conference.refresh_from_db()
    assert (refused.status_code, conference.status) == (200, "geplant")
