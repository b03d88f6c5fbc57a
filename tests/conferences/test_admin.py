from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences.calendar.ical import entry_of
from conferences.models import Conference, ModelProject, Theme
from tests.editor import add, admin_address, edit, errors_of
from tests.factories import NOW, make_conference, make_editor, make_project, make_series, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def found(client, model, **query):
    return list(client.get(admin_address(model, "changelist"), query).context["cl"].result_list)


@pytest.mark.parametrize("term", ["Köln", "köln", "KOELN", "koeln Kongress"])
def test_umlauts_are_found_as_they_are_and_written_out(editor, term):
    cologne = make_conference(title="Kongress in Köln")
    make_conference(title="Kongress in Ulm")

    assert found(editor, Conference, q=term) == [cologne]


def test_projects_are_offered_by_what_one_types(editor):
    cologne = make_project(name="Köln")
    make_project(name="Ulm")
    field = {"app_label": "conferences", "model_name": "participation", "field_name": "project"}

    offered = editor.get(reverse("admin:autocomplete"), field | {"term": "koe\x00ln"}).json()

    assert [project["id"] for project in offered["results"]] == [str(cologne.pk)]


def test_a_list_costs_the_same_for_one_conference_and_for_ten(editor):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            editor.get(admin_address(Conference, "changelist"))
        return len(captured)

    series, themes = make_series(), [make_theme()]
    make_conference(series=series, number=1, themes=themes)
    queries()
    for_one = queries()

    for number in range(2, 11):
        make_conference(series=series, number=number, themes=themes)

    assert queries() == for_one


def test_an_address_is_proposed_only_for_something_new(editor):
    forms = [
        editor.get(admin_address(Conference, "add")),
        editor.get(admin_address(make_conference())),
    ]

    proposed = [form.context["adminform"].prepopulated_fields for form in forms]
    assert [len(fields) for fields in proposed] == [1, 0]


def test_a_new_project_is_saved_with_its_laender(editor):
    add(
        editor,
        ModelProject,
        name="Neu",
        slug="neu",
        kind="kooperation",
        round=2019,
        **{"laender-0-land": "RP", "laender-TOTAL_FORMS": 2, "laender-1-land": "HE"},
    )

    assert list(ModelProject.objects.get().laender.values_list("land", flat=True)) == ["HE", "RP"]


def test_merging_a_theme_moves_its_conferences_and_makes_their_entries_anew(editor):
    one, other = make_theme(name="Eins"), make_theme(name="Andere")
    conference = make_conference(themes=[one])

    edit(editor, one, merged_into=other.pk)

    stored = Conference.objects.for_entries().get()
    assert list(conference.themes.all()) == [other]
    assert b"CATEGORIES:Andere\r\n" in bytes(stored.entry)
    assert bytes(stored.entry) == entry_of(stored)


def test_a_theme_cannot_be_merged_into_itself(editor):
    theme = make_theme()
    make_conference(themes=[theme])

    response = edit(editor, theme, merged_into=theme.pk)

    assert list(errors_of(response)) == ["merged_into"]
    assert theme.conferences.count() == 1


def test_a_theme_cannot_be_merged_into_one_that_is_itself_merged(editor):
    target = make_theme()
    merged = make_theme(merged_into=target)

    response = edit(editor, make_theme(), merged_into=merged.pk)

    assert list(errors_of(response)) == ["merged_into"]


def test_a_theme_that_others_were_merged_into_stays(editor):
    target = make_theme()
    make_theme(merged_into=target)

    response = editor.post(admin_address(target, "delete"), {"post": "yes"})

    assert (response.status_code, Theme.objects.count()) == (200, 2)


def test_a_merged_theme_is_no_longer_offered(editor):
    target = make_theme()
    make_theme(merged_into=target)

    form = editor.get(admin_address(make_conference())).context["adminform"].form

    assert list(form.fields["themes"].queryset) == [target]


@pytest.mark.parametrize(
    ("given", "confirmed_on"), [("", date(2022, 3, 1)), ("05.02.2022", date(2022, 2, 5))]
)
def test_a_status_set_to_confirmed_is_confirmed_on_a_day(client, given, confirmed_on):
    conference = make_conference()
    with time_machine.travel(NOW, tick=False):
        client.force_login(make_editor())
        edit(client, conference, status="bestaetigt", confirmed_on=given)

    conference.refresh_from_db()
    assert conference.confirmed_on == confirmed_on


def test_an_edit_of_something_confirmed_does_not_confirm_it_again(editor):
    conference = make_conference(status="bestaetigt")

    edit(editor, conference, title="Neu")

    conference.refresh_from_db()
    assert conference.confirmed_on is None
