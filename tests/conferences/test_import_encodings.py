"""Tables in the encodings, and with the separators, quotes and times, that programs write."""

from datetime import time

import pytest
from openpyxl import Workbook

from conferences.models import Conference
from smartcity.text.encodings import decode
from tests.factories import make_colleague, make_conference
from tests.spreadsheets import (
    choose,
    csv_file,
    differences_of,
    faults_of,
    imported,
    upload,
    workbook_file,
    xlsx_file,
)

HEAD = ["Adresse", "Titel", "Form", "Ort"]
ROW = ["muenchen", "Größe, Maß und Überblick", "Vor Ort", "München"]
# Encoding and whether the preview has to say that it was guessed.
ENCODINGS = {
    **dict.fromkeys(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"], ""),
    **dict.fromkeys(["cp1252", "latin-1"], ""),
    "mac_roman": "Mac OS Roman",
    "cp850": "DOS",
    "cp437": "DOS",
}
WORDS = [
    *["Straße", "Größe", "öffentlich", "Übersicht", "Ärzte", "Fuß", "ÖPNV", "Änderung (Entwurf)"],
    *["Präsentation für Städte", "MÜLLERSTRASSE", "Café und Höhe", "überall", "Köln-Süd"],
]


@pytest.fixture
def editor(client):
    client.force_login(make_colleague("Redaktion"))
    return client


def notes_of(preview):
    return " ".join(preview.context["outcome"].notes)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_single_word_tells_the_encoding(encoding, word):
    text = f"Adresse;Titel\nulm;{word}\n"

    found = decode(text.encode(encoding))

    assert (found.text, found.guessed.split(" (")[0]) == (text, ENCODINGS[encoding])


def test_a_euro_sign_tells_latin_9():
    text = "Ort;Kosten\nKöln;10 €\n"

    assert decode(text.encode("iso8859-15")).text == text


def test_what_could_be_any_encoding_is_named():
    assert decode(b"Titel\n\x8a\n").guessed != ""


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_is_read_in_any_usual_encoding_and_a_guess_is_named(editor, encoding):
    preview = choose(editor, Conference, csv_file(HEAD, ROW, encoding=encoding))

    assert [it.name for it in preview.context["outcome"].rows] == [ROW[1]]
    assert ENCODINGS[encoding] in notes_of(preview)
    assert bool(notes_of(preview)) is bool(ENCODINGS[encoding])
    assert notes_of(preview) in preview.content.decode().replace("&quot;", '"')


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        'sep=;\nAdresse;Titel;Form\nulm;"Ulm; Daten, Netze";Virtuell\n',
        'SEP=,\r\nAdresse,Titel,Form\r\nulm,"Ulm; Daten, Netze",Virtuell\r\n',
        '"sep=;"\nAdresse;Titel;Form\nulm;"Ulm; Daten, Netze";Virtuell\n',
        "sep=\t\nAdresse\tTitel\tForm\nulm\tUlm; Daten, Netze\tVirtuell\n",
        'sep=,\nAdresse;Titel;Form\nulm;"Ulm; Daten, Netze";Virtuell\n',
        'Adresse|Titel|Form\nulm|"Ulm; Daten, Netze"|Virtuell\n',
        'Adresse;Titel;Form\rulm;"Ulm; Daten, Netze";Virtuell\r',
        '"Adresse", "Titel", "Form"\n"ulm", "Ulm; Daten, Netze", "Virtuell"\n',
        "'Adresse','Titel','Form'\n'ulm','Ulm; Daten, Netze','Virtuell'\n",
        '"Adresse","Titel","Form"\n"ulm","Ulm; Daten, Netze","Virtuell"',
        '\n\nAdresse;Titel;Form;;\nulm;"Ulm; Daten, Netze";Virtuell;;\n;;\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_separator_and_quotes_are_understood(editor, text, encoding):
    imported(editor, Conference, upload(text.encode(encoding)))

    assert Conference.objects.get().title == "Ulm; Daten, Netze"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cell", ['"Der ""Kongress"""', r'"Der \"Kongress\""', 'Der "Kongress"', '"Der\n""Kongress"""']
)
def test_quotes_inside_a_cell_are_understood(editor, cell):
    text = f'"Adresse";"Titel";"Form"\nulm;{cell};"Virtuell"\n'

    imported(editor, Conference, upload(text.encode()))

    assert " ".join(Conference.objects.get().title.split()) == 'Der "Kongress"'


@pytest.mark.django_db
def test_the_line_of_the_separator_is_no_row(editor):
    text = "sep=;\nAdresse;Titel;Form\nulm;Ulm;Brieftaube\n"

    faults = faults_of(choose(editor, Conference, upload(text.encode())))

    assert [it[:2] for it in faults] == [(2, "Form")]


@pytest.mark.django_db
def test_a_short_row_has_empty_cells_at_its_end(editor):
    make_conference(slug="ulm", title="Ulm", city="Ulm", format="vor-ort")
    table = csv_file(["Adresse", "Titel", "Ort", "Quelle"], ["ulm", "Ulm"])

    preview = choose(editor, Conference, table)

    assert differences_of(preview) == [(2, [("Ort", "Ulm", "")])]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "begin"),
    [
        *[("9:30", time(9, 30)), ("9.30 Uhr", time(9, 30)), ("9 Uhr", time(9))],
        *[("0,5", time(12)), ("0,4", time(9, 36)), ("0,396", time(9, 30)), ("0,75", time(18))],
        *[("0,3958", time(9, 30)), ("0,39583", time(9, 30)), ("0,395833333333333", time(9, 30))],
        *[("0.3958333", time(9, 30)), (",395833", time(9, 30)), ("2:05 PM", time(14, 5))],
    ],
)
def test_times_are_read_as_spreadsheets_store_and_show_them(editor, cell, begin):
    table = csv_file([*HEAD, "Erster Tag", "Beginn"], [*ROW, "22.03.2022", cell])

    imported(editor, Conference, table)

    assert Conference.objects.get().start_time == begin


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["0.30", "1,5", "25:00", "9:75", "0,99999", "mittags"])
def test_a_time_that_is_none_or_unclear_is_refused_with_a_remedy(editor, cell):
    table = csv_file([*HEAD, "Erster Tag", "Beginn"], [*ROW, "22.03.2022", cell])

    ((row, column, sentence),) = faults_of(choose(editor, Conference, table))

    assert (row, column, "9:30" in sentence) == (2, "Beginn", True)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [0.395833333333333, 0.3958333, 0.39583, 0.3958])
@pytest.mark.parametrize("number_format", ["HH:MM", "[h]:mm", "General"])
def test_times_of_a_workbook_have_any_number_of_digits(editor, value, number_format):
    book = Workbook()
    book.active.append([*HEAD, "Erster Tag", "Beginn", "Ende"])
    book.active.append([*ROW, "22.03.2022", value, 0.5])
    for cell in ("F2", "G2"):
        book.active[cell].number_format = number_format

    imported(editor, Conference, workbook_file(book))

    conference = Conference.objects.get()
    assert (conference.start_time, conference.end_time) == (time(9, 30), time(12))


@pytest.mark.django_db
def test_the_first_visible_sheet_is_read_and_named(editor):
    book = Workbook()
    book.active.title, book.active.sheet_state = "Notizen", "hidden"
    book.active.append(["intern"])
    for title in ("Termine <2022>", "Später"):
        sheet = book.create_sheet(title)
        sheet.append(HEAD)
        sheet.append(ROW)
    book.create_sheet("Versteckt", 1).sheet_state = "veryHidden"
    book.active = 2

    preview = choose(editor, Conference, workbook_file(book))

    assert [it.name for it in preview.context["outcome"].rows] == [ROW[1]]
    assert "„Termine <2022>“" in notes_of(preview)
    assert "Termine &lt;2022&gt;" in preview.content.decode()


@pytest.mark.django_db
def test_a_workbook_with_one_sheet_names_it(editor):
    preview = choose(editor, Conference, xlsx_file(HEAD, ROW))

    assert "„Sheet“" in notes_of(preview)
