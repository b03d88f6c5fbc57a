"""Umlauts from PDF files and macOS are letters with marks; each way in makes them one character.

Controls that turn the direction of text (U+202E and its like) go on the same ways.
"""

from unicodedata import normalize

import pytest

from conferences.models import Conference
from smartcity.media.pictures import Picture
from smartcity.media.richtext import clean_html
from tests.editor import admin_address, edit, take_step
from tests.factories import make_colleague, make_conference, make_editor, make_theme
from tests.pictures import png
from tests.spreadsheets import csv_file, imported, xlsx_file

pytestmark = pytest.mark.django_db

TURNED = "\u202eGru\u0308ne\u2069 Sta\u200eDte\u0308"
TEXT = "Grüne StaDtë"


def decomposed(text):
    return normalize("NFD", text)


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def test_a_form_stores_composed_text_without_bidi_controls(editor):
    conference = make_conference()

    edit(editor, conference, title=TURNED, teaser=TURNED, city=TURNED, text=f"<p>{TURNED}</p>")

    conference.refresh_from_db()
    assert [conference.title, conference.teaser, conference.city] == [TEXT] * 3
    assert conference.text == f"<p>{TEXT}</p>"


def test_a_comment_and_a_credit_are_composed(editor):
    draft = make_conference(publication="draft", published_at=None)

    take_step(editor, draft, "submit", comment=TURNED)
    file = png()
    file.name = "Gru\u0308ße.png"
    editor.post(admin_address(Picture, "add"), {"file": file, "alt": TURNED, "credit": TURNED})

    picture = Picture.objects.get()
    assert (draft.steps.get().comment, picture.alt, picture.credit) == (TEXT, TEXT, TEXT)
    assert picture.file.name.rpartition("/")[2] == "gruesse.png"


@pytest.mark.parametrize("make_file", [csv_file, xlsx_file])
def test_a_table_finds_and_stores_composed_text(editor, make_file):
    theme = make_theme(name="Mobilität für Städte")
    head = ["Adresse", "Titel", "Form", "Themen", "Längengrad"]
    row = ["koeln", TURNED, "Vor Ort", "Mobilität für Städte", ""]
    table = make_file([decomposed(it) for it in head], [decomposed(it) for it in row])

    imported(editor, Conference, table)

    conference = Conference.objects.get()
    assert (conference.title, list(conference.themes.all())) == (TEXT, [theme])


@pytest.mark.parametrize(
    "address",
    ["/konferenzen/", "/suche/", "/konferenzen.ics", "/konferenzen.csv", "/api/v1/conferences/"],
)
def test_a_decomposed_parameter_is_the_composed_one(client, address):
    make_conference(title="Grüne Städte")

    answers = [client.get(address, {"q": text}) for text in ("Städte", decomposed("Städte"))]

    assert [it.wsgi_request.GET["q"] for it in answers] == ["Städte"] * 2


def test_a_search_marks_decomposed_text(client):
    make_conference(title=decomposed("Grüne Städte"))

    page = client.get("/suche/", {"q": decomposed("Städte")}).content.decode()

    assert "<mark>Städte</mark>" in page


def test_a_list_of_the_admin_finds_a_composed_name(editor):
    make_editor(username="joerg", last_name="Müller")
    editor.force_login(make_colleague(is_superuser=True))

    page = editor.get("/admin/smartcity/user/", {"q": decomposed("Müller")})

    assert [it.username for it in page.context["cl"].result_list] == ["joerg"]


def test_calendars_and_feeds_are_composed(client):
    make_conference(title=decomposed("Grüne Städte"), city=decomposed("Köln"))

    answers = [
        client.get(it) for it in ("/konferenzen.ics", "/konferenzen.atom", "/konferenzen.csv")
    ]

    texts = [b"".join(it).decode() if it.streaming else it.content.decode() for it in answers]
    assert [normalize("NFC", text) == text for text in texts] == [True] * 3


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<p>a\u0338 &gt;\u0338</p>", "<p>a\u0338 &gt;\u0338</p>"),
        ("<p>\u0338 onclick=x</p>", "<p>\u0338 onclick=x</p>"),
        ("<p>&#x338; onclick=x</p>", "<p>\u0338 onclick=x</p>"),
        ('<p><a href="java\u202escript:x">a</a></p>', "<p>a</p>"),
        ('<p><a href="java&#x202e;script:x">a</a></p>', "<p>a</p>"),
        ('<p><a href="java&#8;script:x">a</a></p>', "<p>a</p>"),
        ("<p>u&#x308;</p>", "<p>ü</p>"),
    ],
)
def test_composing_and_taking_controls_out_opens_no_way_around_the_cleaner(markup, cleaned):
    assert clean_html(markup) == cleaned
