"""Pictures come smaller to readers: made when they are saved, gone with them."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from smartcity.media.pictures import Picture
from tests.factories import make_article, stored
from tests.pictures import png
from tests.reading import tags

pytestmark = pytest.mark.django_db(transaction=True)


def make_picture(size=(1000, 500), file=None):
    return stored(Picture(file=file or png(size), alt="Ein Platz", credit="Stadt Ulm"))


def files_in(folder):
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())


def test_a_picture_comes_in_two_kinds_and_no_wider_than_it_is(settings):
    make_picture()

    assert files_in(settings.MEDIA_ROOT) == [
        "bild.png",
        *[f"bild.png-{width}.{kind}" for width in [1000, 480, 960] for kind in ["avif", "webp"]],
    ]


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "CMYK", "1"])
def test_every_mode_of_colour_becomes_a_picture_of_its_kind(mode):
    data = io.BytesIO()
    Image.new(mode, (600, 300)).save(data, "JPEG" if mode == "CMYK" else "PNG")

    picture = make_picture(file=SimpleUploadedFile("bild", data.getvalue()))

    kinds = {}
    for rendition_file in Path(picture.file.path).parent.glob("*-480.*"):
        with Image.open(rendition_file) as rendition:
            kinds[rendition.format] = rendition.size
    assert kinds == {"AVIF": (480, 240), "WEBP": (480, 240)}


def test_a_picture_that_is_too_high_for_a_kind_is_kept_as_it_is(settings):
    make_picture((2, 20_000))

    assert files_in(settings.MEDIA_ROOT) == ["bild.png"]


def test_readers_are_offered_what_is_there(client):
    picture = make_picture((1200, 600))
    Path(picture.file.path + "-480.webp").unlink()
    article = make_article(picture=picture)

    page = client.get(article.get_absolute_url()).content.decode()

    url = picture.file.url
    avif = ", ".join(f"{url}-{width}.avif {width}w" for width in [480, 960, 1200])
    webp = ", ".join(f"{url}-{width}.webp {width}w" for width in [960, 1200])
    assert tags(page, "source") == [
        f'<source type="image/{kind}" srcset="{srcset}" sizes="(min-width: 64rem) 45rem, 100vw">'
        for kind, srcset in [("avif", avif), ("webp", webp)]
    ]


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_they_are_served_as_what_they_are(client, kind):
    picture = make_picture((8, 6))
    make_article(picture=picture)

    response = client.get(f"{picture.file.url}-8.{kind}")
    response.close()

    assert (response.status_code, response["Content-Type"]) == (200, f"image/{kind}")


@pytest.mark.parametrize("delete", [Picture.delete, lambda it: Picture.objects.all().delete()])
def test_they_go_with_their_picture(settings, delete):
    delete(make_picture())

    assert files_in(settings.MEDIA_ROOT) == ["bild.png"]


def test_the_command_makes_those_that_are_missing(settings, capsys):
    picture = make_picture((8, 6))
    before = files_in(settings.MEDIA_ROOT)
    Path(picture.file.path + "-8.avif").unlink()

    call_command("make_renditions")
    call_command("make_renditions")

    assert files_in(settings.MEDIA_ROOT) == before
    assert capsys.readouterr().out == "Renditions: 1 made.\nRenditions: 0 made.\n"


def test_a_picture_whose_file_is_lost_can_still_be_saved():
    picture = make_picture()
    Path(picture.file.path).unlink()
    for path in Path(picture.file.path).parent.iterdir():
        path.unlink()

    picture.alt = "Ein anderer Platz"
    stored(picture)

    assert (Picture.objects.get().alt, picture.sources) == ("Ein anderer Platz", [])
