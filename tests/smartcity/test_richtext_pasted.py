"""What is pasted into a rich text and sent by hand: cleaned, or refused beside the field."""

import re

import pytest

from smartcity.media.richtext import MAX_LENGTH, clean_html
from smartcity.models import Page
from tests.editor import edit, errors_of
from tests.factories import make_article, make_editor, stored
from tests.word import CLIPBOARD, HEADINGS, OUR_HEADINGS


def test_the_clipboard_of_word_leaves_its_words_only():
    cleaned = re.sub(r"\s+", " ", clean_html(CLIPBOARD)).strip()

    assert cleaned == (
        "<h2>Ergebnis</h2> <p>Die Stadt nutzt offene Daten.</p> "
        "<p>·\xa0\xa0 Erstens</p> <p>·\xa0\xa0 Zweitens</p> "
        "<table><tbody><tr><td> <p>Jahr</p></td></tr></tbody></table>"
    ).replace("\xa0", "&nbsp;")


def test_headings_of_word_keep_their_rank():
    assert clean_html(HEADINGS) == OUR_HEADINGS


@pytest.mark.parametrize(
    "markup",
    ["<p class=MsoTitle>" * 30_000, "<p " * 30_000 + "MsoTitle", "<p MsoTitle " * 30_000],
)
def test_titles_without_an_end_are_cleaned_as_well(markup):
    assert clean_html(markup) == ""


def test_paragraphs_with_nothing_in_them_go():
    assert (
        clean_html("<p>Ja</p><p>&nbsp;</p><p><br></p><p> </p><p>Nein</p>") == "<p>Ja</p><p>Nein</p>"
    )


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("length", [MAX_LENGTH, 10 * 1024 * 1024])
def test_a_text_that_is_too_long_is_refused_beside_its_field(editor, length):
    page = stored(Page(slug=Page.Slug.IMPRINT, title="Impressum", body="<p>Text</p>"))

    response = edit(editor, page, title="Neu", body=f"<p>{'ü' * length}</p>")

    page.refresh_from_db()
    assert (response.status_code, list(errors_of(response))) == (200, ["body"])
    assert (page.title, page.body) == ("Impressum", "<p>Text</p>")


@pytest.mark.django_db
def test_a_form_with_files_refuses_it_alike(editor):
    article = make_article(title="Alt")

    response = edit(editor, article, title="Neu", text="<p>Wort </p>" * 1_000_000)

    article.refresh_from_db()
    assert (response.status_code, list(errors_of(response))) == (200, ["text"])
    assert article.title == "Alt"


@pytest.mark.django_db
def test_what_word_makes_long_is_measured_when_it_is_clean(editor):
    page = stored(Page(slug=Page.Slug.IMPRINT, title="Impressum", body="<p>Text</p>"))

    response = edit(editor, page, body='<p class="MsoNormal" style="mso-list:none">A</p>' * 20_000)

    assert response.status_code == 302
    assert Page.objects.get().body == "<p>A</p>" * 20_000
