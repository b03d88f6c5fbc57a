"""Whatever an editor types is answered with a sentence beside a field, on every database."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from conferences.examples.pdf import pdf_of
from conferences.models import Conference, ModelProject
from smartcity.media.pictures import Picture
from smartcity.media.richtext import TOO_LONG
from tests.editor import add, edit, errors_of
from tests.factories import make_conference, make_editor, make_project, make_series, make_theme
from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


DAY = {"starts_on": "22.03.2022", "ends_on": "22.03.2022"}
UNDATED = {"starts_on": "", "ends_on": "", "status": "termin-offen"}
CLOCK_CHANGE = {"starts_on": "27.03.2022", "ends_on": "27.03.2022"}
PROGRAMME = {"day": 1, "starts": "10:00", "title": "Begrüßung", "kind": "rahmen"}
LINK = {"title": "Bericht", "kind": "dokumentation", "position": 0, "link": "https://a.example"}
NEW_PROJECT = {"name": "Neu", "slug": "neu", "kind": "stadt", "round": 2019}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"starts_on": "22.03.2022", "ends_on": "21.03.2022"},
            "ends_on",
            "A conference cannot end before it starts.",
        ),
        (UNDATED | {"ends_on": "22.03.2022"}, "ends_on", "A last day needs a first day."),
        (DAY | {"end_time": "15:00"}, "end_time", "An end needs a begin."),
        (
            DAY | {"start_time": "15:00", "end_time": "10:00"},
            "end_time",
            "A conference cannot end before it starts.",
        ),
        (
            UNDATED | {"start_time": "10:00"},
            "end_time",
            "A time needs its date.",
        ),
        (
            CLOCK_CHANGE | {"start_time": "02:30", "end_time": "10:00"},
            "start_time",
            "On this day the clocks skip this hour (begin of summer time).",
        ),
        ({"number": "3"}, "number", "A number (from 1) needs a series."),
        (
            {"registration_deadline": "01.05.2022"},
            "registration_deadline",
            "Registration cannot end after the conference.",
        ),
        ({"starts_on": "31.12.9999", "ends_on": ""}, "starts_on", "Give a year from 1990 to 2100."),
        ({"slug": "archiv"}, "slug", "This address has another meaning on the website."),
        (
            {"latitude": "51.0", "longitude": ""},
            "longitude",
            "A point needs latitude (47 to 56) and longitude (5 to 16), or neither.",
        ),
        (
            {"public_link": "https://zoom.us/j/123"},
            "public_link",
            "This looks like the join link of a meeting room. Give the registration instead.",
        ),
    ],
)
def test_a_conference_that_cannot_be_is_refused_beside_the_field(editor, changes, field, sentence):
    conference = make_conference(publication="draft")

    response = edit(editor, conference, **changes)

    assert errors_of(response) == {field: [_(sentence)]}


def test_what_is_public_without_a_date_stays_open(editor):
    conference = make_conference(starts_on=None, status="termin-offen")

    response = edit(editor, conference, status="geplant")

    assert errors_of(response) == {"status": [_("A conference without a date is “Date open”.")]}


def test_a_number_is_taken_once_in_a_series(editor):
    series = make_series()
    make_conference(series=series, number=3)

    response = edit(editor, make_conference(), series=series.pk, number="3")

    assert errors_of(response) == {"number": [_("This number is already taken in the series.")]}


@pytest.mark.parametrize(
    ("part", "row", "field", "sentence"),
    [
        ("programme", {"day": 2}, "day", "The conference does not last that long."),
        ("programme", {"day": 0}, "day", "The first day is day 1."),
        ("programme", {"ends": "09:00"}, "ends", "A programme item cannot end before it begins."),
        ("documents", {"link": ""}, "link", "Give either a file or a link."),
    ],
)
def test_a_part_that_cannot_be_is_refused_beside_the_field(editor, part, row, field, sentence):
    whole = {"programme": PROGRAMME, "documents": LINK}[part]

    response = edit(editor, make_conference(), parts={part: [whole | row]})

    assert errors_of(response) == {field: [_(sentence)]}


def test_a_day_that_no_programme_has_is_refused_also_without_a_date(editor):
    undated = make_conference(publication="draft", starts_on=None)

    response = edit(editor, undated, parts={"programme": [PROGRAMME | {"day": 99999999}]})

    assert errors_of(response) == {"day": [_("A programme has at most 31 days.")]}


def test_a_programme_item_in_the_skipped_hour_is_refused(editor):
    change_day = make_conference(starts_on=date(2022, 3, 27))

    response = edit(editor, change_day, parts={"programme": [PROGRAMME | {"starts": "02:30"}]})

    sentence = "On this day the clocks skip this hour (begin of summer time)."
    assert errors_of(response) == {"starts": [_(sentence)]}


def test_a_document_is_a_file_or_a_link_not_both(editor):
    document = LINK | {"file": SimpleUploadedFile("bericht.pdf", pdf_of(["Bericht"]))}

    response = edit(editor, make_conference(), parts={"documents": [document]})

    assert errors_of(response) == {"link": [_("Give either a file or a link.")]}


def test_a_new_conference_may_not_have_a_programme_longer_than_itself(editor):
    fields = {"title": "Neu", "slug": "neu", "format": "virtuell", "starts_on": "22.03.2022"}

    response = add(editor, Conference, parts={"programme": [PROGRAMME | {"day": 2}]}, **fields)

    assert errors_of(response) == {"day": [_("The conference does not last that long.")]}


def test_a_project_takes_part_once(editor):
    participation = {"project": make_project().pk, "role": "teilnahme"}

    response = edit(
        editor, make_conference(), parts={"participations": [participation, participation]}
    )

    assert errors_of(response)["parts"] == [_("This model project already takes part.")]


def test_a_project_lies_in_at_least_one_land(editor):
    response = add(editor, ModelProject, **NEW_PROJECT)

    assert errors_of(response)["parts"] == [_("A model project lies in at least one Land.")]


def test_the_last_land_of_a_project_stays(editor):
    project = make_project(laender=["RP"])

    response = edit(editor, project, **{"laender-0-DELETE": "on"})

    assert errors_of(response) == {"parts": [_("A model project lies in at least one Land.")]}


@pytest.mark.parametrize(
    "field", ["title", "slug", "text", "source", "number", "starts_on", "land"]
)
def test_nul_bytes_are_refused(editor, field):
    response = edit(editor, make_conference(), **{field: "a\x00b"})

    assert list(errors_of(response)) == [field]


def test_a_web_page_under_the_name_of_a_picture_is_refused(editor):
    page = SimpleUploadedFile("bild.png", b"<html><script>alert(1)</script></html>")

    response = add(editor, Picture, file=page, alt="Bild", credit="Stadt Ulm")

    assert list(errors_of(response)) == ["file"]


def test_a_picture_needs_a_text_or_is_decorative(editor):
    response = add(editor, Picture, file=png(), credit="Stadt Ulm")

    assert errors_of(response) == {
        "is_decorative": [
            _("Describe the picture, or mark it as decorative and leave the text empty.")
        ]
    }


def test_ten_megabytes_of_text_are_refused(editor):
    response = edit(editor, make_theme(), explanation="a" * 10 * 1024 * 1024)

    assert errors_of(response) == {"explanation": [TOO_LONG]}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=%00", 400),
        ("publication__exact=%00", 400),
        ("q=" + "a" * 10_000, 200),
        ("p=-1", 200),
        ("starts_on__year=x", 200),
    ],
)
def test_a_list_is_never_broken_by_its_address(editor, query, status):
    make_conference()

    response = editor.get(f"/admin/conferences/conference/?{query}", follow=True)

    assert response.status_code == status
