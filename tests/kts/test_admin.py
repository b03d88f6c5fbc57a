import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conferences.examples.pdf import pdf_of
from kts.models import Article
from smartcity.media.pictures import Picture
from tests.editor import add, admin_address, edit, errors_of
from tests.factories import (
    make_article,
    make_conference,
    make_editor,
    make_network,
    make_project,
    make_theme,
    stored,
)
from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def test_an_article_is_written_with_all_it_belongs_to(editor):
    theme, project, conference = make_theme(), make_project(), make_conference()

    add(
        editor,
        Article,
        title="Neu",
        slug="neu",
        kind="bericht",
        teaser="Kurz.",
        text="<p>Lang.</p><script>alert(1)</script>",
        themes=[theme.pk],
        projects=[project.pk],
        conferences=[conference.pk],
    )

    article = Article.objects.get()
    related = [article.themes.get(), article.projects.get(), article.conferences.get()]
    assert (article.text, related) == ("<p>Lang.</p>", [theme, project, conference])


def test_an_attachment_may_be_a_file(editor):
    article = make_article()
    file = SimpleUploadedFile("leitfaden.pdf", pdf_of(["Folien"]))

    edit(
        editor,
        article,
        parts={"attachments": [{"title": "Leitfaden", "file": file, "position": 0}]},
    )

    assert article.attachments.get().file_kind == "PDF"


def test_an_article_with_a_stored_attachment_is_saved_again(editor):
    article = make_article()
    article.attachments.create(
        title="Leitfaden", file=SimpleUploadedFile("a.pdf", pdf_of(["Folien"]))
    )

    response = edit(editor, article, title="Neuer Titel")

    assert response.status_code == 302


def test_an_article_without_text_is_refused(editor):
    response = edit(editor, make_article(), text="<p></p>")

    assert list(errors_of(response)) == ["text"]


def test_two_networks_cannot_have_one_name(editor):
    make_network(name="Urbane Daten")

    response = edit(editor, make_network(), name="Urbane Daten")

    assert list(errors_of(response)) == ["name"]


def test_a_picture_that_an_article_shows_stays(editor):
    picture = stored(Picture(file=png(), alt="Ein Marktplatz", credit="Stadt Ulm"))
    make_article(picture=picture)

    response = editor.post(admin_address(picture, "delete"), {"post": "yes"})

    assert (response.status_code, list(Picture.objects.all())) == (200, [picture])
