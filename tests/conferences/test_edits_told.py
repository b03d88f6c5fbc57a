"""An edit by hand is told in the public log like an operation, if it is of date, time or place."""

from datetime import date, time

import pytest
import time_machine

from conferences.models import Conference
from tests.editor import edit, take_step
from tests.factories import NOW, make_conference, make_editor, withdraw
from tests.reading import log

pytestmark = pytest.mark.django_db

LATER = date(2022, 4, 5)


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def make_ulm(**fields):
    return make_conference(**{"title": "Daten", "slug": "ulm", "city": "Ulm"} | fields)


def told():
    return [change.sentence for change in Conference.objects.get().changes.all()]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"starts_on": LATER, "ends_on": LATER},
            "Neuer Termin: Dienstag, 5. April 2022, bisher: Dienstag, 22. März 2022.",
        ),
        ({"start_time": time(10)}, "Beginn 10:00 statt 9:30 Uhr."),
        ({"start_time": "", "end_time": ""}, "Beginn noch nicht bekannt. Ende noch nicht bekannt."),
        ({"city": "Bonn"}, "Neuer Ort: Bonn, bisher: Ulm."),
        ({"city": ""}, "Veranstaltungsort noch nicht bekannt."),
        ({"format": "hybrid"}, "Form: Vor Ort und online statt Vor Ort."),
        ({"status": "geplant"}, "Der Termin ist nicht mehr bestätigt."),
    ],
)
def test_an_edit_by_hand_is_told_like_an_operation(editor, changes, sentence):
    make_ulm(start_time=time(9, 30), end_time=time(16), status="bestaetigt")

    edit(editor, Conference.objects.get(), **changes)

    assert told() == [sentence]
    assert Conference.objects.get().sequence == 1


def test_an_edit_of_the_text_is_no_change(editor):
    ulm = make_ulm()

    edit(editor, ulm, text="<p>Um Daten.</p>", title="Daten und Karten")

    assert (told(), Conference.objects.get().sequence) == ([], 0)


def test_a_new_deadline_is_told_and_is_no_new_revision(editor):
    ulm = make_ulm()

    edit(editor, ulm, registration_deadline=date(2022, 3, 10))

    assert told() == ["Anmeldung bis 10. März 2022."]
    assert Conference.objects.get().sequence == 0


def test_an_edited_draft_has_no_log(editor):
    edit(editor, make_ulm(publication="draft"), city="Bonn")

    assert told() == []


def test_two_edits_are_two_lines_and_the_editor_cannot_change_them(editor, client):
    edit(editor, make_ulm(), city="Bonn")
    edit(editor, Conference.objects.get(), city="Köln")

    response = edit(editor, Conference.objects.get(), **{"changes-0-text": "Nichts."})

    assert response.status_code == 302
    assert log(client.get("/konferenzen/ulm/")) == [
        "1. März 2022 Neuer Ort: Köln, bisher: Bonn.",
        "1. März 2022 Neuer Ort: Bonn, bisher: Ulm.",
        "1. März 2022 Konferenz veröffentlicht.",
    ]


def test_what_was_withdrawn_and_comes_back_says_so(editor):
    withdraw(make_ulm())

    take_step(editor, Conference.objects.get(), "republish")

    assert told()[0] == "Konferenz wieder angekündigt."
