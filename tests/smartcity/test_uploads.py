import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from smartcity.media.pictures import Picture
from smartcity.media.uploads import MAX_BYTES, validate_document, validate_picture
from tests.documents import office_file, pdf


def picture(kind="JPEG", **options):
    data = io.BytesIO()
    Image.new("RGB", (8, 6), "blue").save(data, kind, **options)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf()),
        ("A.DOCX", office_file("word/document.xml")),
        ("a.pptx", office_file("ppt/presentation.xml")),
        ("a.xlsx", office_file("xl/workbook.xml")),
        ("a.csv", "Name;Ort\nÄhre;Ulm\n".encode()),
        ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    ],
)
def test_documents_are_known_by_their_content(name, content):
    validate_document(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>x</script></html>"),
        ("a.svg", b"<svg onload='x()'/>"),
        ("a.csv", b"<a>,<b>"),
        ("a.docx", office_file("word/document.xml", "word/vbaProject.bin")),
        ("a.zip", office_file("a.txt")),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.txt", b"\xff\xfe\x00"),
        ("a.docx", b"%PDF-1.7 under another name"),
        ("a.pdf", b""),
    ],
)
def test_anything_else_is_refused_with_a_sentence(name, content):
    with pytest.raises(ValidationError):
        validate_document(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("more", "told"), [(1, "20,1 MB"), (1_000_000, "21,0 MB"), (3_000_000, "22,9 MB")]
)
def test_a_file_over_20_mb_is_refused_and_its_size_says_why(more, told):
    with pytest.raises(ValidationError) as refused:
        validate_document(SimpleUploadedFile("a.pdf", b"%PDF-".ljust(MAX_BYTES + more, b"0")))

    sentence = f"Die Datei hat {told}, möglich sind höchstens 20 MB."
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF89a", picture()[:80], b""])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(ValidationError):
        validate_picture(SimpleUploadedFile("a.jpg", content))


def test_a_picture_that_would_unpack_to_too_much_is_refused():
    data = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(data, "PNG")

    with pytest.raises(ValidationError):
        validate_picture(SimpleUploadedFile("a.png", data.getvalue()))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_its_location_and_what_hides_behind_it(kind):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (50.0, 0.0, 0.0)}
    content = picture(kind, exif=exif) + b"<script>alert(1)</script>"

    file = SimpleUploadedFile("foto.html", content)
    stored = Picture.objects.create(file=file, alt="Ein Platz", credit="KTS")

    with stored.file.open() as saved:
        data = saved.read()
    with Image.open(io.BytesIO(data)) as clean:
        assert not clean.getexif()
        assert clean.size == (stored.width, stored.height) == (8, 6)
    assert b"script" not in data
    assert stored.file.name.rpartition(".")[2] == {"JPEG": "jpg"}.get(kind, kind.lower())


def test_the_form_refuses_another_kind_of_picture_in_our_words():
    data = io.BytesIO()
    Image.new("RGB", (8, 6)).save(data, "GIF")
    field = Picture._meta.get_field("file").formfield()

    with pytest.raises(ValidationError) as refused:
        field.clean(SimpleUploadedFile("foto.gif", data.getvalue()))

    assert refused.value.messages == ["Möglich sind nur Bilder in JPEG, PNG und WebP."]
