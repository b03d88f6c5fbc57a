"""What the library knows of its pictures inside texts, and what it offers to their editor."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from smartcity.media.pictures import Picture
from smartcity.media.pictures_in_text import reference_to
from smartcity.media.texts_with_pictures import texts_showing
from smartcity.models import Page
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS
from tests.content_cases import make_picture
from tests.editor import admin_address
from tests.factories import make_article, make_colleague, make_conference, make_editor, stored
from tests.pictures import png

pytestmark = pytest.mark.django_db
CHOICE = "/admin/smartcity/picture/choice/"


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def listed(client, query=""):
    response = client.get(admin_address(Picture, "changelist") + query)
    return list(response.context["cl"].result_list)


def test_what_stands_in_a_text_is_in_use(editor):
    used, unused = make_picture(), make_picture()
    make_conference(text=reference_to(used), publication="draft", published_at=None)

    assert listed(editor, "?use=used") == [used]
    assert listed(editor, "?use=unused") == [unused]


def test_the_list_and_the_form_lead_to_each_text_once(editor):
    picture = make_picture()
    text = reference_to(picture) * 2
    article = make_article(title="Bäume", text=text, picture=picture)
    conference = make_conference(title="Tagung", text=text)
    page = stored(Page(slug="impressum", title="Impressum", body=text))

    pages = [
        editor.get(address).content.decode()
        for address in [admin_address(Picture, "changelist"), admin_address(picture)]
    ]

    links = [
        f'<li><a href="{admin_address(it)}">{it}</a></li>' for it in [article, conference, page]
    ]
    assert [[shown.count(link) for link in links] for shown in pages] == [[1, 1, 1], [1, 1, 1]]


def test_the_list_asks_as_much_for_many_texts_as_for_one(editor):
    counts = []
    for number in [1, 2]:
        for _ in range(number):
            make_article(text=reference_to(make_picture()))
        with CaptureQueriesContext(connection) as queries:
            listed(editor)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_one_picture_reads_only_the_texts_that_show_it(editor):
    picture, other = make_picture(), make_picture()
    for shown in [picture, other]:
        make_article(text=reference_to(shown))

    with CaptureQueriesContext(connection) as queries:
        found = texts_showing(picture)

    assert [it.text for it in found] == [reference_to(picture)]
    assert all(f'data-picture="{picture.pk}"' in it["sql"] for it in queries)
    assert not any("teaser" in it["sql"] for it in queries)


def test_a_picture_in_a_text_is_not_deleted_and_the_page_says_why(editor):
    picture = make_picture()
    make_conference(title="Tagung", text=reference_to(picture))

    page = editor.get(admin_address(picture, "delete"))
    editor.post(admin_address(picture, "delete"), {"post": "yes"})

    assert page.context["protected"] == [
        f"{picture} – steht im Text von Tagung: Nehmen Sie es zuerst dort heraus"
    ]
    assert list(Picture.objects.all()) == [picture]


@pytest.mark.parametrize(
    ("role", "status"), [(EDITORS, 200), (CHIEF_EDITORS, 200), (HOSTS, 200), (TECHNICIANS, 403)]
)
def test_pictures_are_offered_to_those_who_may_choose_one(client, role, status):
    picture = make_picture()
    client.force_login(make_colleague(role))

    addresses = [CHOICE, f"{CHOICE}{picture.pk}/"]

    assert [client.get(it).status_code for it in addresses] == [status, status]


def test_a_host_chooses_a_picture_and_learns_nothing_of_drafts_with_it(client):
    picture = make_picture()
    text = reference_to(picture)
    make_article(title="Geheim", text=text, picture=picture, publication="draft", published_at=None)
    client.force_login(make_colleague(HOSTS))

    offered = client.get(CHOICE).content.decode()
    chosen = client.get(f"{CHOICE}{picture.pk}/").content.decode()
    library = [admin_address(Picture, "changelist"), admin_address(picture)]

    assert [str(picture) in page for page in (offered, chosen)] == [True, True]
    assert [("Geheim" in page) for page in (offered, chosen)] == [False, False]
    assert [client.get(address).status_code for address in library] == [403, 403]


def test_nobody_else_is_offered_any(client):
    assert client.get(CHOICE).url == f"{reverse('admin:login')}?next={CHOICE}"


def test_pictures_are_offered_by_their_words(editor):
    tree = stored(Picture(file=png(), alt="Ein <Baum>", credit="Stadt Köln"))
    make_picture()

    found = editor.get(CHOICE, {"q": "köln\x00"})
    page = found.content.decode()

    assert list(found.context["pictures"]) == [tree]
    assert f'data-picture="{tree.pk}"' in page
    assert "Ein &lt;Baum&gt;" in page
    assert '<p role="status">1 Bild</p>' in page


@pytest.mark.parametrize(
    ("number", "told"), [(0, "Kein Bild gefunden"), (1, "1 Bild"), (24, "24 Bilder")]
)
def test_how_many_were_found_is_told(editor, number, told):
    for _ in range(number):
        Picture.objects.create(file=png(), alt="x", credit="y")

    assert f'<p role="status">{told}</p>' in editor.get(CHOICE).content.decode()


def test_more_than_fit_are_counted(editor):
    for _ in range(25):
        Picture.objects.create(file=png(), alt="x", credit="y")

    page = editor.get(CHOICE).content.decode()

    assert '<p role="status">24 von 25 Bildern</p>' in page
    assert page.count("data-picture=") == 24


@pytest.mark.parametrize("key", ["0", "9" * 18])
def test_a_picture_that_is_not_there_is_not_found(editor, key):
    assert editor.get(f"{CHOICE}{key}/").status_code == 404


def test_no_address_of_a_picture_breaks(editor):
    assert editor.get(f"{CHOICE}{'9' * 30}/").status_code in {400, 404}
