"""The library of pictures: what shows each of them, and which nothing shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartcity.media.pictures import Picture
from tests.content_cases import make_picture
from tests.editor import add, admin_address, errors_of
from tests.factories import make_article, make_editor
from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def listed(client, query=""):
    response = client.get(admin_address(Picture, "changelist") + query)
    return list(response.context["cl"].result_list)


def test_every_picture_is_either_in_use_or_not(editor):
    used, unused = make_picture(), make_picture()
    make_article(picture=used, publication="draft", published_at=None)
    make_article(picture=used)

    assert listed(editor, "?use=used") == [used]
    assert listed(editor, "?use=unused") == [unused]
    assert listed(editor) == [unused, used]
    assert listed(editor, "?use=anders") == [unused, used]


def test_the_list_leads_to_what_shows_a_picture(editor):
    article = make_article(picture=make_picture(), title="Bäume")

    page = editor.get(admin_address(Picture, "changelist")).content.decode()

    assert f'<li><a href="{admin_address(article)}">Bäume</a></li>' in page


def test_the_list_asks_as_much_for_many_as_for_one(editor):
    counts = []
    for number in [1, 2]:
        for _ in range(number):
            make_article(picture=make_picture())
        with CaptureQueriesContext(connection) as queries:
            listed(editor)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_picture_in_use_is_not_deleted_and_the_page_says_why(editor):
    picture = make_picture()
    make_article(picture=picture, title="Bäume")

    page = editor.get(admin_address(picture, "delete"))
    editor.post(admin_address(picture, "delete"), {"post": "yes"})

    assert [str(it) for it in page.context["protected"] if "Bäume" in str(it)] != []
    assert list(Picture.objects.all()) == [picture]


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"credit": "Stadt Ulm"}, "is_decorative"),
        ({"alt": "Ein Platz"}, "credit"),
        ({"alt": "Ein Platz", "is_decorative": "on", "credit": "Stadt Ulm"}, "is_decorative"),
    ],
)
def test_a_picture_says_what_it_shows_and_whose_it_is(editor, given, refused):
    response = add(editor, Picture, file=png(), **given)

    assert (response.status_code, list(errors_of(response))) == (200, [refused])
    assert not Picture.objects.exists()
