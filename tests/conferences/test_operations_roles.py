"""Who is offered which operations on a conference, and who reaches them."""

import pytest
import time_machine
from django.urls import reverse

from conferences.announcing.operations import OPERATIONS
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS
from tests.editor import admin_address
from tests.factories import (
    NOW,
    TODAY,
    make_colleague,
    make_conference,
    make_editor,
    make_project,
)

pytestmark = pytest.mark.django_db
EDITORS_MAY = {"confirm", "move", "leave_open", "online", "resume"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def address_of(conference, operation):
    return reverse("admin:conferences_conference_operation", args=[conference.pk, operation])


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({}, "confirm move leave_open online cancel"),
        (
            {"status": "bestaetigt", "confirmed_on": TODAY, "format": "virtuell"},
            "move leave_open cancel",
        ),
        ({"status": "bestaetigt", "format": "virtuell"}, "confirm move leave_open cancel"),
        ({"status": "termin-offen"}, "move online cancel resume"),
        ({"status": "abgesagt"}, "move leave_open resume"),
        ({"publication": "draft"}, ""),
        ({"publication": "withdrawn", "published_at": NOW, "withdrawn_at": NOW}, ""),
    ],
)
def test_the_form_offers_what_is_possible(editor, fields, offered):
    ulm = make_conference(**fields)

    found = editor.get(admin_address(ulm)).context["operations"]

    assert [address.split("/")[-2] for _label, address in found] == offered.split()


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    ("role", "allowed"), [(EDITORS, EDITORS_MAY), (CHIEF_EDITORS, {*OPERATIONS}), (HOSTS, set())]
)
def test_a_role_reaches_the_operations_that_it_may(client, role, allowed, operation):
    project, colleague = make_project(), make_colleague(role)
    colleague.projects.set([project])
    client.force_login(colleague)
    ulm = make_conference(hosts=[project], status="termin-offen")

    asked = client.get(address_of(ulm, operation))
    sent = client.post(address_of(ulm, operation), {"reason": "Sturm.", "confirmed": "yes"})

    expected = 200 if operation in allowed else 403
    assert (asked.status_code, sent.status_code) == (expected, expected)


def test_who_may_not_cancel_cannot_take_it_back_by_moving_it(client):
    client.force_login(make_colleague(EDITORS))
    ulm = make_conference(status="abgesagt")

    answered = [client.get(address_of(ulm, it)).status_code for it in OPERATIONS]

    assert answered == [403] * len(OPERATIONS)


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "%00"])
def test_an_operation_on_nothing_leads_away(editor, key):
    response = editor.get(f"/admin/conferences/conference/{key}/operation/move/")

    assert response.status_code in (302, 400)
