"""Every table of the admin: who imports and exports it, and that no import leaves a thing stale."""

import pytest
import time_machine
from django.contrib import admin

from conferences.models import Conference, ModelProject, Participation, Theme
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS
from tests import staleness
from tests.editor import admin_address
from tests.factories import (
    NOW,
    make_colleague,
    make_conference,
    make_project,
    make_theme,
)
from tests.spreadsheets import choose, csv_file, faults_of, imported, rows_of, table_address

pytestmark = pytest.mark.django_db

TABLES = {
    Conference: [Conference, Participation],
    ModelProject: [ModelProject],
    Theme: [Theme],
}
ALL = [(model, table) for model, found in TABLES.items() for table in found]
# Whose tables each role may import.
MAY = {
    EDITORS: {Conference, Participation},
    CHIEF_EDITORS: {Conference, Participation, ModelProject, Theme},
    HOSTS: set(),
    TECHNICIANS: set(),
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_admin_with_tables_is_asked_for_here():
    found = {
        model: [it.model for it in model_admin.tables]
        for model, model_admin in admin.site._registry.items()
        if hasattr(model_admin, "tables")
    }

    assert found == TABLES


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize(("model", "table"), ALL)
def test_a_role_imports_only_tables_that_it_may(client, role, model, table):
    client.force_login(make_colleague(role))
    name = table._meta.model_name

    page = client.get(table_address(model, name))
    sent = choose(client, model, csv_file(["x"], ["y"]), name)
    confirmed = client.post(table_address(model, name), {"sheet": "x"})

    is_allowed = table in MAY[role]
    assert bool(page.context and page.context.get("form")) is is_allowed
    assert [it.status_code == 403 for it in (sent, confirmed)] == [not is_allowed] * 2


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize(("model", "table"), ALL)
def test_a_role_exports_what_it_sees_in_the_list(client, role, model, table):
    project = make_project()
    own = make_conference(hosts=[project])
    make_conference(hosts=[make_project()])
    somebody = make_colleague(role)
    somebody.projects.set([project])
    client.force_login(somebody)

    listed = client.get(admin_address(model, "changelist"))
    sent = client.get(table_address(model, table._meta.model_name, "csv"))

    assert sent.status_code == listed.status_code
    if sent.status_code == 200:
        assert len(rows_of(sent, "csv")) == len(listed.context["cl"].result_list)
    assert Conference.objects.editable_by(somebody).filter(pk=own.pk).exists()


@pytest.mark.parametrize("made", [{"status": "abgesagt"}, {"status": "geplant"}])
def test_only_the_chief_editors_cancel_by_a_table(client, made):
    client.force_login(make_colleague(EDITORS))
    make_conference(slug="ulm", **made)
    other = {"abgesagt": "Geplant", "geplant": "Abgesagt"}[made["status"]]

    preview = choose(client, Conference, csv_file(["Adresse", "Status"], ["ulm", other]))

    assert [it[:2] for it in faults_of(preview)] == [(2, "Status")]


@pytest.mark.parametrize(
    ("model", "name", "rows"),
    [
        (Conference, "conference", [["Adresse", "Titel", "Ort"], ["ulm", "Neu", "Kiel"]]),
        (
            Conference,
            "participation",
            [["Konferenz", "Modellprojekt", "Rolle"], ["ulm", "eifel", "Beitrag"]],
        ),
        (ModelProject, "modelproject", [["Adresse", "Name", "Länder"], ["eifel", "Neu", "HE"]]),
        (Theme, "theme", [["Adresse", "Name"], ["energie", "Neu"]]),
    ],
)
def test_an_import_leaves_nothing_stale(client, model, name, rows):
    client.force_login(make_colleague(CHIEF_EDITORS))
    project, theme = make_project(slug="eifel"), make_theme(slug="energie")
    make_conference(slug="ulm", hosts=[project], themes=[theme])
    before = staleness.answers(client, NOW)

    imported(client, model, csv_file(*rows), name)

    staleness.assert_nothing_is_stale(client, before, NOW)
