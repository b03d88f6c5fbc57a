"""What is written without a difference leaves everything stored as it was, down to its moments."""

from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import models, transaction
from django.forms import model_to_dict

from conferences.models import Conference, ModelProject, ProgrammeItem, Theme
from smartcity.content.history.recording import records_of
from smartcity.content.models import ContentVersion
from smartcity.content.transaction import content_change, current_version
from smartcity.media.pictures import Picture
from smartcity.models import Page
from tests import prepared
from tests.content_cases import CASES
from tests.editor import edit
from tests.factories import NOW, make_conference, make_editor, make_theme
from tests.spreadsheets import choose, exported

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
TABLES = [Theme, ModelProject, Conference]


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@pytest.fixture
def world():
    """All of `prepared.world`, each with a version of how it stands now."""
    found = prepared.world()
    with content_change(NOW) as change:
        for model in CASES:
            with change.writing(found[model]):
                pass
    return {model: model.objects.get(pk=obj.pk) for model, obj in found.items()}


def everything():
    """{(model, key): columns} of whatever is stored of content, and of its version."""
    rows = {(ContentVersion, 1): model_to_dict(ContentVersion.objects.get())}
    for model in CASES:
        for row in model.objects.all():
            columns = {it.attname: it.value_from_object(row) for it in row._meta.concrete_fields}
            rows[model, row.pk] = columns | {"versions": records_of(model, row.pk).count()}
    return rows


@pytest.mark.parametrize("model", CASES)
def test_a_form_that_is_saved_unchanged(editor, world, model):
    before = everything()

    response = edit(editor, world[model])

    assert response.status_code == 302
    assert everything() == before


@pytest.mark.parametrize("model", CASES)
def test_an_object_that_is_saved_unchanged(world, model):
    before = everything()

    with content_change(LATER) as change, change.writing(world[model]):
        world[model].save()

    assert everything() == before


@pytest.mark.parametrize("model", TABLES)
def test_a_table_that_says_what_is_there(editor, world, model):
    before = everything()

    preview = choose(editor, model, exported(editor, model))

    outcome = preview.context["outcome"]
    assert (outcome.rows, outcome.unchanged) == ([], model.objects.count())
    assert everything() == before


def test_facts_that_are_loaded_twice():
    call_command("load_facts")
    before = everything()

    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        call_command("load_facts")

    assert everything() == before


def test_a_part_that_is_saved_unchanged(world):
    item = ProgrammeItem.objects.get()
    before = everything()

    with content_change(LATER) as change, change.writing(item):
        item.save()

    assert everything() == before


@pytest.mark.parametrize("model", CASES)
def test_what_differs_by_one_field_raises_the_version(world, model):
    """Of every field that a form has, also of those that no calendar and no search knows."""
    names = [it.name for it in model._meta.concrete_fields if is_text_of_editors(it)]
    assert names

    for name in names:
        before = current_version(LATER).content
        with content_change(LATER) as change, change.writing(world[model]):
            setattr(world[model], name, "anders")
            world[model].save()
        assert (name, current_version(LATER).content) == (name, before + 1)


def is_text_of_editors(field):
    is_text = isinstance(field, models.CharField | models.TextField)
    return is_text and field.editable and not field.choices and field.name != "slug"


@pytest.mark.parametrize("model", [Page, Picture])
def test_what_calendars_and_the_search_do_not_hold_raises_the_version(editor, world, model):
    before = current_version(LATER)

    edit(editor, world[model], **CASES[model].changes[0](world))

    after = current_version(LATER)
    assert (after.content, after.calendar) == (before.content + 1, before.calendar)


def test_what_was_written_past_the_transaction_raises_the_version(world):
    Theme.objects.update(explanation="Von Hand.")
    before = current_version(LATER).content

    with content_change(LATER) as change, change.writing(world[Theme]):
        pass

    assert current_version(LATER).content == before + 1


def test_a_change_that_is_taken_back_inside_is_none(world):
    theme = world[Theme]
    before = everything()

    with content_change(LATER) as change:
        for name in ["Anders", theme.name]:
            with change.writing(theme):
                theme.name = name
                theme.save()

    assert everything() == before


def test_what_is_told_to_readers_raises_the_version_though_nothing_differs_in_the_end():
    conference = make_conference()
    before = current_version(LATER).content

    with content_change(LATER):
        conference.cancel(now=LATER, reason="Sturm.")
        conference.resume(now=LATER)

    assert conference.changes.count() == 2
    assert current_version(LATER).content == before + 1


def test_a_write_inside_a_write_of_the_same_object_is_one_and_keeps_its_reason():
    conference = make_conference(city="Ulm")

    with (
        content_change(LATER) as change,
        change.writing(conference),
        change.writing(conference, reason="Sturm."),
    ):
        conference.city = "Bonn"
        conference.save()

    assert [it.reason for it in conference.changes.all()] == ["Sturm."]


def test_several_are_deleted_in_one_write():
    themes = [make_theme(), make_theme()]
    keys = [theme.pk for theme in themes]

    with content_change(LATER) as change, change.writing(*themes):
        Theme.objects.all().delete()

    assert [records_of(Theme, key).first().history_type for key in keys] == ["-", "-"]


def test_what_was_written_before_an_exception_that_is_caught_counts(world):
    theme = world[Theme]

    with content_change(LATER) as change, suppress(ZeroDivisionError), change.writing(theme):
        theme.name = "Anders"
        theme.save()
        raise ZeroDivisionError

    assert records_of(Theme, theme.pk).first().name == "Anders"


def test_what_is_rolled_back_inside_is_none(world):
    theme = world[Theme]
    before = everything()

    with (
        content_change(LATER) as change,
        suppress(ZeroDivisionError),
        transaction.atomic(),
        change.writing(theme),
    ):
        theme.name = "Anders"
        theme.save()
        raise ZeroDivisionError

    assert everything() == before


def test_a_new_one_that_is_rolled_back_leaves_nothing(world):
    before = everything()

    with (
        content_change(LATER) as change,
        suppress(ZeroDivisionError),
        transaction.atomic(),
        change.writing(theme := Theme(name="Neu", slug="neu", kind=Theme.Kind.CONFERENCE)),
    ):
        theme.save()
        raise ZeroDivisionError

    assert everything() == before
