"""Tables that editors import: a preview, and then all of it or nothing."""

from datetime import date, time

import pytest
import time_machine
from django.contrib.admin.models import LogEntry

from conferences.models import Conference, ModelProject
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS
from tests.factories import (
    NOW,
    make_colleague,
    make_conference,
    make_editor,
    make_project,
    make_series,
    make_theme,
)
from tests.spreadsheets import (
    choose,
    confirm,
    csv_file,
    differences_of,
    faults_of,
    imported,
    table_address,
    xlsx_file,
)

pytestmark = pytest.mark.django_db

HEAD = ["Adresse", "Titel", "Erster Tag", "Beginn", "Form", "Themen"]
NEW = ["ulm", "Ulm lädt ein", "22.03.2022", "9:30", "Vor Ort", "energie; Mobilität"]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_colleague(EDITORS))
    return client


@pytest.fixture
def chief(client):
    client.force_login(make_colleague(CHIEF_EDITORS))
    return client


def test_a_preview_writes_nothing(editor):
    make_theme(slug="energie")
    make_theme(name="Mobilität")

    preview = choose(editor, Conference, csv_file(HEAD, NEW))

    rows = preview.context["outcome"].rows
    assert [(it.number, it.name, it.is_new) for it in rows] == [(2, "Ulm lädt ein", True)]
    assert Conference.objects.count() == 0


@pytest.mark.parametrize("make_file", [csv_file, xlsx_file])
def test_a_confirmed_table_becomes_drafts(editor, make_file):
    themes = {make_theme(slug="energie"), make_theme(name="Mobilität")}

    imported(editor, Conference, make_file(HEAD, NEW))

    ulm = Conference.objects.get(slug="ulm")
    assert (ulm.starts_on, ulm.ends_on) == (date(2022, 3, 22), date(2022, 3, 22))
    assert (ulm.start_time, ulm.format, ulm.publication) == (time(9, 30), "vor-ort", "draft")
    assert set(ulm.themes.all()) == themes


def test_a_preview_names_what_is_different(editor):
    make_conference(slug="ulm", title="Ulm", city="Ulm")
    make_conference(slug="kiel", title="Kiel")
    table = csv_file(
        ["Adresse", "Titel", "Ort", "Erster Tag"],
        ["ulm", "Ulm lädt ein", "Ulm", "2022-03-21"],
        ["kiel", "Kiel", "", "22.03.2022"],
    )

    preview = choose(editor, Conference, table)

    assert differences_of(preview) == [
        (
            2,
            [
                ("Titel", "Ulm", "Ulm lädt ein"),
                ("Erster Tag", "2022-03-22", "2022-03-21"),
                ("Früherer Termin", "", "2022-03-22"),
            ],
        )
    ]
    assert preview.context["outcome"].unchanged == 1


def test_a_day_moves_only_with_its_last_one(editor):
    make_conference(slug="ulm")

    preview = choose(editor, Conference, csv_file(["Adresse", "Erster Tag"], ["ulm", "23.03.2022"]))

    assert [it[:2] for it in faults_of(preview)] == [(2, "Letzter Tag")]


def test_columns_that_are_missing_stay_as_they_are(editor):
    ulm = make_conference(slug="ulm", city="Ulm", attendance="ca. 150")

    imported(editor, Conference, csv_file(["Adresse", "Ort"], ["ulm", ""]))

    ulm.refresh_from_db()
    assert (ulm.city, ulm.attendance) == ("", "ca. 150")


def test_a_former_address_leads_to_its_conference(editor):
    ulm = make_conference(slug="ulm-2022")
    ulm.former_slugs.create(slug="ulm")

    imported(editor, Conference, csv_file(["Adresse", "Titel"], ["ulm", "Neu"]))

    assert list(Conference.objects.values_list("slug", "title")) == [("ulm-2022", "Neu")]


def test_one_wrong_row_keeps_out_all(editor):
    table = csv_file(
        ["Adresse", "Titel", "Erster Tag", "Form", "Reihe"],
        ["ulm", "Ulm", "2022-03-22", "Vor Ort", ""],
        ["kiel", "", "31.02.2022", "dort", "nie"],
    )

    preview = choose(editor, Conference, table)

    places = [(row, column) for row, column, _sentence in faults_of(preview)]
    assert places == [(3, "Reihe"), (3, "Titel"), (3, "Erster Tag"), (3, "Form")]
    assert preview.context["seal"] == ""


def test_what_a_constraint_says_stands_beside_a_column(editor):
    make_conference(slug="kiel", series=make_series(slug="reihe"), number=3)
    table = csv_file(
        ["Adresse", "Titel", "Erster Tag", "Letzter Tag", "Form", "Reihe", "Nummer in der Reihe"],
        ["ulm", "Ulm", "2022-03-22", "2022-03-21", "Vor Ort", "reihe", "3"],
    )

    faults = faults_of(choose(editor, Conference, table))

    assert sorted(column for _row, column, _sentence in faults) == [
        "Letzter Tag",
        "Nummer in der Reihe",
    ]


def test_an_announced_conference_is_moved_as_in_its_form(editor):
    ulm = make_conference(slug="ulm")
    table = csv_file(["Adresse", "Erster Tag", "Letzter Tag"], ["ulm", "2022-03-23", "2022-03-23"])

    imported(editor, Conference, table)

    ulm.refresh_from_db()
    assert (ulm.sequence, ulm.moved_from) == (1, date(2022, 3, 22))
    assert [it.text for it in ulm.changes.all()] == [
        "Neuer Termin: Mittwoch, 23. März 2022, bisher: Dienstag, 22. März 2022."
    ]


def test_a_preview_that_is_not_true_any_more_is_shown_again(editor):
    ulm = make_conference(slug="ulm", title="Ulm")
    preview = choose(editor, Conference, csv_file(["Adresse", "Titel"], ["ulm", "Neu"]))
    Conference.objects.update(title="Anders")

    again = confirm(editor, preview)

    ulm.refresh_from_db()
    assert ulm.title == "Anders"
    assert differences_of(again) == [(2, [("Titel", "Anders", "Neu")])]
    assert confirm(editor, again).status_code == 302


def test_an_edit_of_something_else_does_not_disturb(editor):
    make_conference(slug="ulm", title="Ulm")
    preview = choose(editor, Conference, csv_file(["Adresse", "Titel"], ["ulm", "Neu"]))
    make_theme()

    confirm(editor, preview)

    assert Conference.objects.get().title == "Neu"


@pytest.mark.parametrize("seal", ["", "x", "x:y:z"])
def test_only_what_was_shown_is_confirmed(editor, seal):
    response = editor.post(table_address(Conference), {"sheet": seal})

    assert (response.status_code, response.url) == (302, table_address(Conference))


def test_nobody_confirms_the_preview_of_somebody_else(editor):
    preview = choose(
        editor, Conference, csv_file(["Adresse", "Titel", "Form"], ["ulm", "Ulm", "Virtuell"])
    )
    editor.force_login(make_editor())

    confirm(editor, preview)

    assert Conference.objects.count() == 0


def test_an_import_stands_in_the_history(editor):
    ulm = make_conference(slug="ulm", title="Ulm")

    imported(editor, Conference, csv_file(["Adresse", "Titel"], ["ulm", "Neu"]))

    version, entry = ulm.history.first(), LogEntry.objects.get()
    assert (version.title, version.history_user) == ("Neu", entry.user)
    assert (entry.object_id, entry.object_repr) == (str(ulm.pk), "Neu")


def test_participations_are_told_apart_by_conference_and_project(editor):
    make_project(slug="kiel", name="Kiel")
    conference = make_conference(slug="ulm-2022", hosts=[make_project(slug="ulm")])
    table = csv_file(
        ["Konferenz", "Modellprojekt", "Rolle"],
        ["ulm-2022", "ulm", "Beitrag"],
        ["ulm-2022", "Kiel", ""],
    )

    imported(editor, Conference, table, "participation")

    found = conference.participations.values_list("project__slug", "role")
    assert set(found) == {("ulm", "beitrag"), ("kiel", "teilnahme")}


def test_a_project_gets_exactly_the_laender_of_its_row(chief):
    project = make_project(["NW", "RP"], slug="eifel")

    imported(chief, ModelProject, csv_file(["Adresse", "Länder"], ["eifel", "RP | Hessen"]))

    assert [it.land for it in project.laender.all()] == ["HE", "RP"]


def test_a_project_without_a_land_is_refused(chief):
    make_project(slug="eifel")

    preview = choose(chief, ModelProject, csv_file(["Adresse", "Länder"], ["eifel", ""]))

    assert [it[:2] for it in faults_of(preview)] == [(2, "Länder")]
