"""Tables that cannot be imported: a sentence beside the row, nothing half-saved, never an error."""

import io
import zipfile
from datetime import date, time
from secrets import token_hex

import pytest
from openpyxl import Workbook

from conferences.models import Conference
from smartcity.spreadsheets.resources import MOST_WRONG_ROWS
from smartcity.spreadsheets.workbooks import LAST_ROW
from tests.factories import make_colleague, make_conference
from tests.spreadsheets import (
    choose,
    confirm,
    csv_file,
    faults_of,
    imported,
    upload,
    workbook_file,
    xlsx_file,
)

pytestmark = pytest.mark.django_db

HEAD = ["Adresse", "Titel", "Form", "Erster Tag"]
ULM = ["ulm", "Ümläute & “Zitate”", "Virtuell", "22.03.2022"]


@pytest.fixture
def editor(client):
    client.force_login(make_colleague("Redaktion"))
    return client


def packed(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return upload(data.getvalue())


def cut_off(file):
    return upload(file.read()[:-200])


@pytest.mark.parametrize(
    "file",
    [
        upload(b""),
        upload(b"\n\n\n"),
        upload(b"%PDF-1.7\x00\x01"),
        upload(b"\xff\xfe\x00"),
        upload(b"\x81\x8d\x8f"),
        upload(b"PK\x03\x04 no archive"),
        packed(nothing="x"),
        packed(bomb=b"0" * 30_000_000),
        cut_off(xlsx_file(HEAD, ULM)),
        csv_file(HEAD),
        csv_file(["Adresse"], ["ulm\x00"]),
        upload(b'Adresse;Titel\n"ulm" x;y\n'),
        upload(b"x" * 6_000_000),
        upload(b"Adresse;Titel\nulm;" + b"x" * 140_000),
        csv_file(HEAD, *[[f"k-{number}", *ULM[1:]] for number in range(5000)]),
    ],
)
def test_what_is_no_table_or_too_much_gets_a_sentence(editor, file):
    file.seek(0)

    preview = choose(editor, Conference, file)

    assert preview.status_code == 200
    assert len(faults_of(preview)) == 1


def test_no_file_is_no_table(editor):
    response = editor.post("/admin/conferences/conference/table/conference/")

    assert len(faults_of(response)) == 1


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (["Adresse", "Tietel"], "Tietel"),
        (["Titel"], "Adresse"),
        (["Adresse", "Titel", " titel "], "Titel"),
        (["Adresse", "", "Titel"], ""),
        (["Adresse", "Veröffentlichung"], "Veröffentlichung"),
    ],
)
def test_a_wrong_head_is_named(editor, head, named):
    preview = choose(editor, Conference, csv_file(head, ["x"] * len(head)))

    assert named in faults_of(preview)[0]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["ulm", "Ulm", "Virtuell", "", "zu viel"], ""),
        (["", "Ulm", "Virtuell", ""], "Adresse"),
        (["u l m", "Ulm", "Virtuell", ""], "Adresse"),
        (["karte", "Ulm", "Virtuell", ""], "Adresse"),
        (["x" * 101, "Ulm", "Virtuell", ""], "Adresse"),
        (["ulm", "x" * 201, "Virtuell", ""], "Titel"),
        (["ulm", "x" * 32767, "Virtuell", ""], "Titel"),
        (["ulm", "\u200b", "Virtuell", ""], "Titel"),
        (["ulm", "Ulm", "Brieftaube", ""], "Form"),
        (["ulm", "Ulm", "Virtuell", "22.03.0022"], "Erster Tag"),
        (["ulm", "Ulm", "Virtuell", "morgen"], "Erster Tag"),
        (["kiel", "Ulm", "Virtuell", ""], ""),
    ],
)
def test_a_wrong_row_is_named(editor, cells, column):
    table = csv_file(HEAD, ["kiel", *ULM[1:]], cells)

    preview = choose(editor, Conference, table)

    assert {it[:2] for it in faults_of(preview)} == {(3, column)}


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_as_spreadsheets_write_it(editor, encoding, separator):
    imported(editor, Conference, csv_file(HEAD, ULM, encoding=encoding, separator=separator))

    assert Conference.objects.get().title == ULM[1]


def test_empty_rows_and_columns_are_no_rows_and_columns(editor):
    table = xlsx_file([], [*HEAD, None, ""], [], [*ULM, None], [], [])

    preview = choose(editor, Conference, table)

    assert [it.number for it in preview.context["outcome"].rows] == [4]


def test_dates_and_times_of_a_workbook_are_dates_and_times(editor):
    table = xlsx_file(
        [*HEAD, "Beginn", "Ende", "Postleitzahl"],
        [*ULM[:3], date(2022, 3, 22), time(9, 30), "16:00 Uhr", 4109],
    )

    imported(editor, Conference, table)

    ulm = Conference.objects.get()
    assert (ulm.starts_on, ulm.start_time) == (date(2022, 3, 22), time(9, 30))
    assert (ulm.end_time, ulm.postal_code) == (time(16), "04109")


def test_a_formula_in_a_workbook_is_named(editor):
    table = xlsx_file(HEAD, ["ulm", "=1+1", *ULM[2:]])

    assert [it[:2] for it in faults_of(choose(editor, Conference, table))] == [(2, "Titel")]


def test_merged_cells_are_named(editor):
    book = Workbook()
    for row in [HEAD, ULM]:
        book.active.append(row)
    book.active.merge_cells("B2:B9")

    (sentence,) = faults_of(choose(editor, Conference, workbook_file(book)))

    assert "B2:B9" in sentence


def test_a_cell_far_below_is_not_waited_for(editor):
    book = Workbook()
    book.active.append(HEAD)
    book.active.cell(row=LAST_ROW + 1, column=1, value="ulm")

    assert len(faults_of(choose(editor, Conference, workbook_file(book)))) == 1


def test_after_many_wrong_rows_the_rest_is_not_looked_at(editor):
    rows = [[f"k-{number}", ""] for number in range(MOST_WRONG_ROWS + 1)]

    preview = choose(editor, Conference, csv_file(["Adresse", "Titel"], *rows))

    assert {it[0] for it in faults_of(preview)} == set(range(2, MOST_WRONG_ROWS + 2))
    assert preview.context["outcome"].is_cut_off is True


def test_more_text_than_a_preview_carries_is_refused(editor):
    rows = [[f"k-{number}", "Kiel", "Virtuell", token_hex(60_000)] for number in range(40)]

    preview = choose(editor, Conference, csv_file([*HEAD[:3], "Quelle"], *rows))

    assert len(faults_of(preview)) == 1


def test_nothing_to_import_offers_nothing(editor):
    make_conference(slug="ulm", title="Ulm")

    preview = choose(editor, Conference, csv_file(["Adresse", "Titel"], ["ulm", "Ulm"]))

    assert (preview.context["seal"], preview.context["outcome"].unchanged) == ("", 1)
    assert confirm(editor, preview).status_code == 302
