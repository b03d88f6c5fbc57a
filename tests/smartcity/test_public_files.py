"""Files are answered while something public shows them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from smartcity.content.history.recording import records_of
from smartcity.content.history.restoring import restorable_values, restore
from smartcity.content.public_files import is_public
from smartcity.media.pictures import Picture
from smartcity.media.pictures_in_text import reference_to
from smartcity.models import Page
from tests.editor import edit
from tests.factories import NOW, make_article, make_conference, make_editor, stored, withdraw
from tests.pictures import png
from tests.uploads import addresses_of, attached, files_in, make_picture, status

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
DRAFT = {"publication": "draft"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        yield


@pytest.mark.parametrize("make", [make_conference, make_article])
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 200),
        (DRAFT, 404),
        ({"publication": "in-review"}, 404),
        ({"publication": "published", "published_at": LATER}, 404),
        (
            {
                "publication": "withdrawn",
                "published_at": NOW - timedelta(days=2),
                "withdrawn_at": NOW - timedelta(days=1),
            },
            404,
        ),
    ],
)
def test_a_file_is_as_public_as_what_it_is_attached_to(client, make, fields, expected):
    file = attached(make(**fields)).file

    assert status(client, file.url) == expected


@pytest.mark.parametrize("make", [make_conference, make_article])
def test_a_file_becomes_public_when_the_moment_comes(client, make):
    owner = make(publication="published", published_at=LATER)
    owner.text = f"<p>Hier:</p>{reference_to(picture := make_picture())}"
    file = attached(stored(owner)).file
    asked = [file.url, *addresses_of(picture)]
    before = {status(client, it) for it in asked}

    with time_machine.travel(LATER, tick=False):
        assert (before, {status(client, it) for it in asked}) == ({404}, {200})


@pytest.mark.parametrize("make", [make_conference, make_article])
def test_a_file_that_is_taken_off_is_gone_and_comes_back_when_restored(client, make):
    owner = make()
    address = attached(owner).file.url
    before = status(client, address)
    client.force_login(make_editor())
    part = "documents" if make is make_conference else "attachments"

    edit(client, owner, **{f"{part}-0-DELETE": "on"})
    client.logout()
    removed = status(client, address)
    owner.refresh_from_db()
    version = records_of(type(owner), owner.pk)[1]
    restore(owner, version, restorable_values(version), by=None, now=NOW)

    assert (before, removed, status(client, address)) == (200, 404, 200)


def test_a_file_that_is_replaced_is_gone(client):
    document = attached(make_conference())
    old = document.file.url

    document.file = ContentFile(b"c;d\r\n", "neu.csv")
    stored(document)

    assert (status(client, old), status(client, document.file.url)) == (404, 200)


def test_files_go_with_the_withdrawal_of_what_shows_them(client):
    picture = make_picture()
    conference = make_conference(text=reference_to(picture))
    asked = [attached(conference).file.url, *addresses_of(picture)]
    before = {status(client, it) for it in asked}

    withdraw(conference)

    assert (before, {status(client, it) for it in asked}) == ({200}, {404})


def as_picture_of_an_article(picture, **fields):
    return make_article(picture=picture, **fields)


def in_the_text_of_an_article(picture, **fields):
    return make_article(text=f"<p>Hier:</p>{reference_to(picture)}", **fields)


def in_the_text_of_a_conference(picture, **fields):
    return make_conference(text=f"<p>Hier:</p>{reference_to(picture)}", **fields)


def in_the_text_of_a_page(picture):
    text = f"<p>Hier:</p>{reference_to(picture)}"
    return stored(Page(slug="impressum", title="Impressum", body=text))


SHOWN = [as_picture_of_an_article, in_the_text_of_an_article, in_the_text_of_a_conference]


@pytest.mark.parametrize("show", [*SHOWN, in_the_text_of_a_page])
def test_a_picture_and_its_renditions_are_public_while_something_public_shows_them(client, show):
    picture, other = make_picture(), make_picture()
    asked = addresses_of(picture)
    before = {status(client, it) for it in asked}

    show(picture)

    assert len(asked) == 5
    assert (before, {status(client, it) for it in asked}) == ({404}, {200})
    assert {status(client, it) for it in addresses_of(other)} == {404}


@pytest.mark.parametrize("show", SHOWN)
def test_a_picture_that_only_drafts_show_is_not_public(client, show):
    picture = make_picture()

    show(picture, **DRAFT)

    assert {status(client, it) for it in addresses_of(picture)} == {404}


@pytest.mark.parametrize("first", SHOWN)
@pytest.mark.parametrize("second", SHOWN)
def test_a_shared_picture_is_public_as_long_as_anything_public_shows_it(client, first, second):
    picture = make_picture()
    shown = [first(picture), second(picture)]
    found = []

    for obj in shown:
        obj.withdraw(NOW)
        stored(obj)
        found.append(status(client, picture.file.url))

    assert found == [200, 404]


def test_pictures_have_folders_that_nobody_guesses():
    folders = {str(Path(make_picture().file.name).parent) for _ in range(2)}

    assert len(folders) == 2
    assert all(re.fullmatch(r"bilder/[\w-]{12}", it) for it in folders)


def test_a_picture_that_is_called_like_a_rendition_is_found(client):
    file = png()
    file.name = "bild.png-480.webp"
    picture = make_picture(file=file)
    as_picture_of_an_article(picture)

    assert {status(client, it) for it in addresses_of(picture)} == {200}


EXITS = [
    "/",
    "/wissen/",
    "/wissen/ulm/",
    "/konferenzen/ulm/",
    "/impressum/",
    "/api/v1/articles/",
    "/api/v1/articles/ulm/",
    "/api/v1/conferences/ulm/",
    "/wissen.atom",
    "/konferenzen.atom",
    "/konferenzen.ics",
    "/sitemap-wissen-1.xml",
    "/wissen/?ansicht=fragment",
    "/wissen/?ansicht=einbetten",
]


def test_whatever_readers_see_leads_to_plain_addresses_that_are_answered(client):
    text = "".join(f"<p>Hier:</p>{reference_to(make_picture())}" for _ in range(2))
    article = make_article(slug="ulm", picture=make_picture(), text=text)
    conference = make_conference(slug="ulm", text=text)
    stored(Page(slug="impressum", title="Impressum", body=text))
    names = [attached(it).file.name for it in [article, conference]]

    found = set().union(*(files_in(client.get(address)) for address in EXITS))

    assert {f"/medien/{name}" for name in names} <= found
    assert [it for it in found if "?" in it] == []
    assert {status(client, it) for it in found} == {200}


def test_no_answer_reads_a_session_or_sets_a_cookie(client):
    file = attached(make_conference()).file
    client.cookies["sessionid"] = "x"

    response = client.get(file.url)
    response.getvalue()

    assert (response.cookies, response.get("Vary", "")) == ({}, "")
    assert response["Cache-Control"] == "public, max-age=60"


def test_a_public_document_costs_one_question(client, django_assert_num_queries):
    file = attached(make_conference()).file

    with django_assert_num_queries(1):
        assert status(client, file.url) == 200


def test_a_public_picture_costs_one_question_however_many_there_are(
    client, django_assert_num_queries
):
    first, second = make_picture(), make_picture()
    as_picture_of_an_article(first)
    in_the_text_of_a_conference(second)
    status(client, first.file.url)

    for picture in [first, second]:
        with django_assert_num_queries(1):
            assert {status(client, picture.file.url)} == {200}


def test_what_is_not_there_costs_no_more_than_what_is(django_assert_num_queries):
    is_public("bilder/nie.png", NOW)

    for name in ["bilder/nie.png", "bilder/nie.png-480.avif", "unterlagen/nie.pdf"]:
        with django_assert_num_queries(1):
            assert not is_public(name, NOW)


@pytest.mark.parametrize("name", ["%00.png", "%00.pdf", "unterlagen/%ff.csv", "x" * 300, "./"])
def test_no_name_breaks_it(client, name):
    assert status(client, f"/medien/{name}") in {400, 404}


def test_a_web_server_sends_what_is_allowed(client, settings):
    settings.MEDIA_REDIRECT = "/dateien/"
    conference = make_conference()
    file = attached(conference).file
    hidden = attached(make_conference(**DRAFT)).file
    Path(file.path).unlink()

    sent = client.get(file.url)

    assert (sent.status_code, sent.content) == (200, b"")
    assert sent["X-Accel-Redirect"] == f"/dateien/{file.name}"
    assert (sent["Content-Type"], sent["Content-Disposition"]) == ("text/csv", "attachment")
    refused = client.get(hidden.url)
    assert (refused.status_code, "X-Accel-Redirect" in refused) == (404, False)


def test_names_are_quoted_for_the_web_server(client, settings):
    settings.MEDIA_REDIRECT = "/dateien/"
    picture = make_picture()
    # As names were before addresses had only letters of ASCII.
    old = default_storage.save("bilder/Plätze.png", ContentFile(b"x"))
    Picture.objects.filter(pk=picture.pk).update(file=old)
    picture.refresh_from_db()
    as_picture_of_an_article(picture)

    sent = client.get(picture.file.url)

    assert sent["X-Accel-Redirect"].startswith("/dateien/bilder/")
    assert sent["X-Accel-Redirect"].endswith("Pl%C3%A4tze.png")
