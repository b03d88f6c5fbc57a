"""The calendar entry beside its form: as subscribers see it, and what to mend in it."""

from datetime import date, time

import pytest

from conferences.models import Conference
from tests.editor import admin_address, edit
from tests.factories import NOW, make_conference, make_editor, withdraw

pytestmark = pytest.mark.django_db
FULL = {
    "title": "Daten",
    "starts_on": date(2022, 3, 22),
    "start_time": time(10),
    "end_time": time(15),
    "city": "Ulm",
    "venue": "Stadthaus",
    "teaser": "Worum es geht.",
    "public_link": "https://ulm.example/anmeldung",
}


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def panel(editor, **fields):
    conference = make_conference(**FULL | fields)
    return editor.get(admin_address(conference)).context["calendar_panel"]


def values(found):
    return [value for _label, value in found.words]


@pytest.mark.parametrize("publication", ["published", "draft"])
def test_it_says_in_words_what_a_calendar_shows(editor, publication):
    fields = {} if publication == "published" else {"publication": "draft"}

    found = values(panel(editor, **fields))

    # The fourth is the status, the sixth the moment of the last change.
    assert found[:3] == ["Daten", "Dienstag, 22. März 2022, 10:00 bis 15:00 Uhr", "Stadthaus, Ulm"]
    assert (found[4], found[6].splitlines()[0]) == ("0", "Worum es geht.")


@pytest.mark.parametrize(
    ("last_day", "when"),
    [
        (date(2022, 3, 22), "Dienstag, 22. März 2022"),
        (date(2022, 3, 23), "Dienstag, 22. März, bis Mittwoch, 23. März 2022"),
    ],
)
def test_days_without_times_are_whole_days(editor, last_day, when):
    found = panel(editor, start_time=None, end_time=None, ends_on=last_day)

    assert values(found)[1].startswith(f"{when}, ")
    assert found.warnings == []


def test_the_file_is_the_one_that_calendar_programs_get(editor):
    conference = make_conference(**FULL)

    found = editor.get(admin_address(conference)).context["calendar_panel"].file

    served = editor.get(conference.get_calendar_url()).content.decode()
    assert found == served.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "fields",
    [
        {"end_time": None},
        {"public_link": ""},
        {"title": "x" * 81},
        {"text": "x" * 2001},
        {"starts_on": None, "start_time": None, "end_time": None, "status": "termin-offen"},
    ],
)
def test_it_warns_of_what_subscribers_would_stumble_over(editor, fields):
    assert len(panel(editor, **fields).warnings) == 1


@pytest.mark.parametrize(("publication", "warnings"), [("published", 1), ("draft", 0)])
def test_it_warns_of_revisions_that_subscribers_were_told(editor, publication, warnings):
    fields = {} if publication == "published" else {"publication": publication}
    conference = make_conference(**FULL | fields)
    edit(editor, conference, start_time="11:00")
    edit(editor, conference, start_time="12:00")

    found = editor.get(admin_address(conference)).context["calendar_panel"]

    assert (values(found)[4], len(found.warnings)) == ("2", warnings)


def test_nothing_is_wrong_with_a_full_entry(editor):
    limits = {"title": "x" * 80, "text": "x" * 1500}

    assert panel(editor, **FULL | limits).warnings == []


def test_a_saved_change_is_shown_as_the_new_revision(editor):
    conference = make_conference(**FULL)

    edit(editor, conference, start_time="11:00")

    found = editor.get(admin_address(conference)).context["calendar_panel"]
    assert values(found)[1] == "Dienstag, 22. März 2022, 11:00 bis 15:00 Uhr"
    assert values(found)[4] == "1"


def test_what_was_withdrawn_shows_only_that(editor):
    conference = make_conference(**FULL)
    withdraw(conference, NOW)

    found = values(editor.get(admin_address(conference)).context["calendar_panel"])

    assert (found[0], found[2], found[6]) == ("Abgesagt", "", "")
    assert Conference.objects.get().is_withdrawn
