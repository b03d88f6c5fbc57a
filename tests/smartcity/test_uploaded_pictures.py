"""Pictures of every make become what every browser shows."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from smartcity.media.pictures import Picture
from smartcity.media.renditions import existing_renditions
from tests.content_cases import make_picture
from tests.editor import add, errors_of
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

SIZE = (40, 30)
RED = Image.new("RGB", SIZE, "red")
BLUE = Image.new("RGB", SIZE, "blue")
TURNED = Image.Exif()
TURNED[0x0112] = 6


def palette():
    picture = Image.new("P", SIZE, 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    return picture


def encoded(picture, kind, **options):
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def many(kind, **options):
    return encoded(RED, kind, save_all=True, append_images=[BLUE], **options)


@pytest.mark.parametrize(
    ("name", "content", "stored_as", "size", "colour"),
    [
        ("IMG_1.jpg", many("MPO"), "JPEG", SIZE, (255, 0, 0, 255)),
        ("IMG_2.jpg", many("MPO", exif=TURNED), "JPEG", (30, 40), (255, 0, 0, 255)),
        ("turned.jpg", encoded(RED, "JPEG", exif=TURNED), "JPEG", (30, 40), (255, 0, 0, 255)),
        ("moving.webp", many("WEBP"), "WEBP", SIZE, (255, 0, 0, 255)),
        ("moving.png", many("PNG"), "PNG", SIZE, (255, 0, 0, 255)),
        (
            "print.jpg",
            encoded(Image.new("CMYK", SIZE, (0, 255, 255, 0)), "JPEG"),
            *("JPEG", SIZE, (255, 0, 0, 255)),
        ),
        (
            "grey16.png",
            encoded(Image.new("I;16", SIZE, 40_000), "PNG", transparency=40_000),
            *("PNG", SIZE, (156, 156, 156, 255)),
        ),
        ("palette.png", encoded(palette(), "PNG"), "PNG", SIZE, (255, 0, 0, 255)),
        ("glass.png", encoded(palette(), "PNG", transparency=0), "PNG", SIZE, (255, 0, 0, 0)),
    ],
)
def test_a_picture_of_any_make_is_stored_and_made_smaller(name, content, stored_as, size, colour):
    file = SimpleUploadedFile(name, content)

    picture = Picture.objects.create(file=file, alt="Ein Platz", credit="KTS")

    with picture.file.open() as saved, Image.open(saved) as shown:
        assert (shown.format, shown.size, getattr(shown, "n_frames", 1)) == (stored_as, size, 1)
        found = shown.convert("RGBA").getpixel((0, 0))
    assert found == pytest.approx(colour, abs=3)
    assert (picture.width, picture.height) == size
    assert {it.kind for it in existing_renditions(picture)} == {"avif", "webp"}


def exif_of(*entries):
    """Metadata as they are: of each entry its tag, type, count and four bytes."""
    rows = [struct.pack("<HHI", *head) + value for *head, value in entries]
    directory = struct.pack("<H", len(rows)) + b"".join(rows) + bytes(4)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + directory


UPRIGHT_BY = (0x0112, 3, 1, struct.pack("<HH", 6, 0))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "damaged",
    [(0x0100, 2, 4, b"abc\0"), (0xA005, 2, 4, b"abc\0"), (0x011A, 6, 1, b"\xff\0\0\0")],
    ids=["no number", "no address", "below zero"],
)
def test_a_picture_with_damaged_metadata_is_stored_upright(kind, damaged):
    entries = sorted([UPRIGHT_BY, damaged])
    file = SimpleUploadedFile("IMG.jpg", encoded(RED, kind, exif=exif_of(*entries)))

    picture = Picture.objects.create(file=file, alt="Ein Platz", credit="KTS")

    with picture.file.open() as saved, Image.open(saved) as shown:
        assert (shown.size, len(shown.getexif())) == ((30, 40), 0)


def with_chunk(png, kind, data):
    """The same with a part that only comes up when the whole picture is read."""
    end = png.rindex(b"IEND") - 4
    part = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return png[:end] + part + png[end:]


def test_a_picture_with_a_bomb_in_its_metadata_is_refused_with_a_sentence(client):
    client.force_login(make_editor())
    bomb = b"a\0\0" + zlib.compress(b"0" * 3_000_000)
    file = SimpleUploadedFile("a.png", with_chunk(encoded(RED, "PNG"), b"zTXt", bomb))

    response = add(client, Picture, file=file, alt="Ein Platz", credit="KTS")

    assert errors_of(response) == {"file": ["Möglich sind nur Bilder in JPEG, PNG und WebP."]}


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("IMG_0001.HEIC", HEIC),
        ("bild.jpg", HEIC),
        ("bild.svg", SVG),
        ("bild.avif", encoded(RED, "AVIF")),
        ("bild.gif", encoded(RED, "GIF")),
        ("bild.tiff", encoded(RED, "TIFF")),
        ("bild.png", b"kein Bild"),
    ],
)
def test_other_kinds_are_refused_with_the_kinds_that_are_possible(client, name, data):
    client.force_login(make_editor())
    file = SimpleUploadedFile(name, data)

    response = add(client, Picture, file=file, alt="Rot", credit="Ulm")

    assert errors_of(response) == {"file": ["Möglich sind nur Bilder in JPEG, PNG und WebP."]}


def test_the_list_names_width_and_height_in_german(client):
    client.force_login(make_editor())
    make_picture()

    heads = client.get("/admin/smartcity/picture/").content.decode()

    assert [word in heads for word in ("Breite", "Höhe", "Width", "Height")] == [
        True,
        True,
        False,
        False,
    ]
