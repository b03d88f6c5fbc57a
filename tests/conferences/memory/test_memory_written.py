"""Whatever way a value is lost, feeds that were narrowed by it tell so."""

import pytest

from conferences.models import Conference, ModelProject
from smartcity.content.history.recording import records_of
from smartcity.content.history.restoring import restorable_values, restore
from smartcity.content.proposals import ACCEPTED, decide, propose
from tests.editor import edit
from tests.edits import LATER
from tests.factories import make_conference, make_editor, make_project, make_theme
from tests.narrowed import TOLD, titles, with_themes
from tests.spreadsheets import csv_file, imported

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def by_form(editor, ulm):
    edit(editor, ulm, themes=[])


def by_table(editor, ulm):
    imported(editor, Conference, csv_file(["Adresse", "Themen"], ["ulm", ""]))


def by_proposal(editor, ulm):
    proposal = propose(ulm, {"themes": []}, now=LATER, source="Kalender")
    by = editor.get("/admin/").wsgi_request.user
    decide(proposal, {"themes": ACCEPTED}, by=by, now=LATER)


def by_restoring(editor, ulm):
    first = records_of(Conference, ulm.pk).last()
    by = editor.get("/admin/").wsgi_request.user
    restore(ulm, first, restorable_values(first), by=by, now=LATER)


@pytest.mark.parametrize("write", [by_form, by_table, by_proposal, by_restoring])
def test_a_theme_is_lost_in_whatever_way(editor, write):
    theme = make_theme(slug="energie")
    ulm = make_conference(title="Ulm", slug="ulm")
    with_themes(ulm, theme)
    before = titles(editor, "thema=energie")

    write(editor, ulm)

    assert (before, titles(editor, "thema=energie")) == (["Ulm"], [TOLD])


@pytest.mark.parametrize("write", [by_form, by_table, by_proposal, by_restoring])
def test_what_lost_a_value_before_can_be_written(editor, write):
    """What is remembered of it is no part of it, and not checked as one."""
    ulm = make_conference(title="Ulm", slug="ulm")
    with_themes(ulm, make_theme(slug="energie"))
    with_themes(ulm, make_theme(slug="daten"))

    write(editor, ulm)

    assert titles(editor, "thema=energie") == titles(editor, "thema=daten") == [TOLD]


def test_a_land_is_lost_by_a_table_of_projects(editor):
    host = make_project(slug="ulm", laender=["NW", "HE"])
    make_conference(title="Ulm", slug="ulm", hosts=[host])

    imported(editor, ModelProject, csv_file(["Adresse", "Länder"], ["ulm", "Hessen"]))

    assert titles(editor, "land=NW") == [TOLD]
    assert titles(editor, "land=HE") == ["Ulm"]


def test_a_theme_that_feeds_remember_is_not_deleted(editor):
    theme = make_theme(slug="energie")
    ulm = make_conference(title="Ulm", slug="ulm", themes=[theme])
    with_themes(ulm)

    editor.post(f"/admin/conferences/theme/{theme.pk}/delete/", {"post": "yes"})

    assert titles(editor, "thema=energie") == [TOLD]
