"""A host edits the conferences that a project of its own hosts, and meets no others."""

import pytest
from django.urls import reverse

from conferences.models import Conference
from smartcity.publishing.roles import HOSTS
from tests.editor import admin_address, filled
from tests.factories import make_colleague, make_conference, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def hosted(client):
    """A draft of the host who is logged in."""
    project, host = make_project(), make_colleague(HOSTS)
    host.projects.add(project)
    client.force_login(host)
    return make_conference(hosts=[project], publication="draft")


def test_a_host_meets_no_conference_of_others_on_any_path(client, hosted):
    foreign = make_conference(title="Fremd", hosts=[make_project()])
    field = {"app_label": "kts", "model_name": "article", "field_name": "conferences"}

    listed = client.get(admin_address(Conference, "changelist")).context["cl"].result_list
    offered = client.get(reverse("admin:autocomplete"), field | {"term": ""}).json()["results"]
    reached = [
        client.get(admin_address(foreign, view)).status_code
        for view in ["change", "history", "delete"]
    ]
    sent = client.post(admin_address(foreign), {"title": "Neu"})

    assert list(listed) == [hosted]
    assert [it["id"] for it in offered] == [str(hosted.pk)]
    assert (reached, sent.url) == ([302, 302, 403], "/admin/")
    assert Conference.objects.filter(title="Neu").count() == 0


@pytest.mark.parametrize("role", ["beitrag", "teilnahme"])
def test_who_only_takes_part_is_no_host(client, hosted, role):
    conference = make_conference()
    conference.participations.create(project=hosted.participations.get().project, role=role)

    assert client.get(admin_address(conference)).status_code == 302


def test_a_host_cannot_hand_the_conference_to_somebody_else(client, hosted):
    data = filled(client.get(admin_address(hosted)).context)
    other = {
        "participations-TOTAL_FORMS": 1,
        "participations-INITIAL_FORMS": 0,
        "participations-0-project": make_project().pk,
        "participations-0-role": "gastgeber",
    }

    client.post(admin_address(hosted), data | other)

    assert hosted.participations.count() == 1
