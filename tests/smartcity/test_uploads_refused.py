"""Files that are not what they seem, or would do something, are refused with a sentence."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from smartcity.media.uploads import validate_document
from tests.documents import office_file


def with_types(types, *, part="word/document.xml", damage=False):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(part, "x")
    packed = data.getvalue()
    return packed.replace(types.encode(), b"y" * len(types)) if damage else packed


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(201):
                part.write(b"0" * 1024 * 1024)
    return data.getvalue()


def packed_badly():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "x" * 500)
        archive.writestr("word/document.xml", "x")
    head, name, packed = data.getvalue().partition(b"[Content_Types].xml")
    return head + name + packed[:4] + b"\xff" * 8 + packed[12:]


CROSSED = b"""BEGIN:VCALENDAR
BEGIN:VTIMEZONE
BEGIN:VEVENT
TZID:x
END:VTIMEZONE
END:VEVENT
END:VCALENDAR
"""


def encrypted():
    data = bytearray(office_file("word/document.xml"))
    # The flag in the heads of the first part, before it and in the list at the end.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", with_types("application/vnd.ms-word.document.macroEnabled.main+xml")),
        ("a.docx", with_types("damaged types", damage=True)),
        ("a.docx", encrypted()),
        ("a.docx", bomb()),
        ("a.docx", office_file("word/document.xml", "word/activeX/activeX1.xml")),
        ("a.docx", office_file("word/document.xml", "xl/workbook.xml")),
        ("a.xlsx", office_file("xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
        ("a.csv", b"Name;Ort\n<script>alert(1)</script>;Ulm\n"),
        ("a.csv", b"Name;Ort\n\x01\x02;Ulm\n"),
        ("a.csv", b"\x81;\x8d"),
        ("a.csv", "Name;Ort\n<script>alert(1)</script>;Ulm\n".encode("utf-16")),
        ("a.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nno line of a calendar\r\n"),
        ("a.ics", b"BEGIN:VCALENDAR\r\n<html>\r\nEND:VCALENDAR\r\n"),
        ("a.ics", CROSSED),
        ("a.docx", packed_badly()),
        ("a.docx", office_file("word/ä.xml").replace("ä".encode(), b"\xff\xff")),
    ],
)
def test_what_runs_or_is_broken_is_refused_with_a_sentence(name, content):
    with pytest.raises(ValidationError) as refused:
        validate_document(SimpleUploadedFile(name, content))

    assert refused.value.messages == [
        "Möglich sind nur PDF, Word, PowerPoint und Excel ohne Makros, CSV und ICS."
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_that_a_german_spreadsheet_wrote_is_accepted(encoding):
    validate_document(SimpleUploadedFile("a.csv", "Straße;Größe\nÄhre;<5\n".encode(encoding)))


def test_a_spreadsheet_inside_slides_is_accepted():
    parts = ["ppt/presentation.xml", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"]

    validate_document(SimpleUploadedFile("a.pptx", office_file(*parts)))
