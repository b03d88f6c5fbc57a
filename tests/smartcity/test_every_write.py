"""The proof that nothing gets stale, whatever is written in the admin."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib import admin

from conferences.models import ModelProject, Theme
from smartcity.content.workflow import STEPS
from tests import prepared, staleness
from tests.content_cases import CASES, NO_CONTENT, READ_ONLY_PARTS
from tests.editor import add, admin_address, edit
from tests.factories import NOW, make_editor

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
# What is sent besides the ticked boxes, by the name of the action.
ACTIONS = {"delete_selected": {"post": "yes"}}
# Of smartcity.editing.tables; see tests/conferences/test_export.py.
READ_ONLY = "export_"
# Those of smartcity.content.workflow have their cases in test_every_step.py, the operations of a
# conference in tests/conferences/test_operations_admin.py.


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def answers(client, addresses=None):
    return staleness.answers(client, LATER, addresses)


def assert_nothing_is_stale(client, before):
    staleness.assert_nothing_is_stale(client, before, LATER)


def parts():
    return [(model, part) for model, case in CASES.items() for part in case.parts]


def named(value):
    return getattr(value, "__name__", str(value))


def with_changes():
    return [(model, number) for model, case in CASES.items() for number in range(len(case.changes))]


def test_every_model_of_the_admin_has_its_case():
    assert set(admin.site._registry) == CASES.keys() | NO_CONTENT


def test_every_part_edited_in_the_admin_has_its_row():
    inlines = {
        (model, inline.model) for model in CASES for inline in admin.site._registry[model].inlines
    }

    assert {it for it in inlines if it[1] not in READ_ONLY_PARTS} == set(parts())


def test_every_action_of_the_admin_has_its_case(rf):
    request = rf.get("/")
    request.user = make_editor()

    actions = {name for model in CASES for name in admin.site._registry[model].get_actions(request)}

    assert {it for it in actions if not it.startswith(READ_ONLY)} == ACTIONS.keys() | STEPS.keys()


@pytest.mark.parametrize(("model", "number"), with_changes(), ids=named)
def test_a_change_leaves_nothing_stale(editor, model, number):
    world = prepared.world()
    changes = CASES[model].changes[number](world)
    before = answers(editor)

    response = edit(editor, world[model], **changes)

    assert response.status_code == 302
    assert_nothing_is_stale(editor, before)


@pytest.mark.parametrize("model", CASES, ids=named)
def test_a_new_one_leaves_nothing_stale(editor, model):
    prepared.world()
    before = answers(editor)

    if CASES[model].new is None:
        assert editor.get(admin_address(model, "add")).status_code == 403
        return
    response = add(editor, model, **CASES[model].new())

    assert response.status_code == 302
    assert_nothing_is_stale(editor, before)


@pytest.mark.parametrize(("model", "part"), parts(), ids=named)
def test_a_new_part_leaves_nothing_stale(editor, model, part):
    world = prepared.world()
    name, new, _changed = CASES[model].parts[part]
    row = new(world)
    before, count = answers(editor), part.objects.count()

    edit(editor, world[model], parts={name: [row]})

    assert part.objects.count() == count + 1
    assert_nothing_is_stale(editor, before)


@pytest.mark.parametrize(("model", "part"), parts(), ids=named)
def test_a_changed_part_leaves_nothing_stale(editor, model, part):
    world = prepared.world()
    name, _new, changed = CASES[model].parts[part]
    before = answers(editor)

    edit(editor, world[model], **{f"{name}-0-{field}": it for field, it in changed.items()})

    assert part.objects.filter(**changed).count() == 1
    assert_nothing_is_stale(editor, before)


@pytest.mark.parametrize(("model", "part"), parts(), ids=named)
def test_a_deleted_part_leaves_nothing_stale(editor, model, part):
    world = prepared.world()
    name, new, _changed = CASES[model].parts[part]
    edit(editor, world[model], parts={name: [new(world)]})
    before, count = answers(editor), part.objects.count()

    edit(editor, world[model], **{f"{name}-0-DELETE": "on"})

    assert part.objects.count() == count - 1
    assert_nothing_is_stale(editor, before)


def delete_one(editor, obj):
    return editor.post(admin_address(obj, "delete"), {"post": "yes"})


def delete_selected(editor, obj):
    selected = {"action": "delete_selected", "_selected_action": [obj.pk]}
    return editor.post(admin_address(obj, "changelist"), selected | ACTIONS["delete_selected"])


@pytest.mark.parametrize("delete", [delete_one, delete_selected])
@pytest.mark.parametrize("model", [model for model, it in CASES.items() if it.spare], ids=named)
def test_a_deletion_leaves_nothing_stale(editor, model, delete):
    prepared.world()
    addresses = staleness.calendar_addresses()
    spare = CASES[model].spare()
    before = answers(editor, addresses)

    response = delete(editor, spare)

    assert (response.status_code, model.objects.filter(pk=spare.pk).exists()) == (302, False)
    assert_nothing_is_stale(editor, before)


@pytest.mark.parametrize("model", [model for model, it in CASES.items() if not it.spare], ids=named)
def test_what_nobody_may_delete_has_no_way_to_do_it(editor, model):
    world = prepared.world()

    assert delete_one(editor, world[model]).status_code == 403


@pytest.mark.parametrize("model", [ModelProject, Theme], ids=named)
def test_a_filtered_feed_learns_that_its_filter_is_gone(editor, model):
    spare = CASES[model].spare()
    before = answers(editor)

    delete_one(editor, spare)

    assert_nothing_is_stale(editor, before)
