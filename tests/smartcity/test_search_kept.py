"""The stored columns of the search stay true, and are made anew where they are not."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from conferences.examples.pdf import pdf_of
from conferences.models import Conference, Document, Theme
from kts.models import Article, Attachment
from smartcity.content import search_columns
from smartcity.content.transaction import content_change, current_version
from smartcity.media.pdf_text import pdf_text
from smartcity.search.vocabulary import Word
from tests.factories import NOW, make_article, make_conference, make_theme, stored
from tests.searching import stale_search_columns

pytestmark = pytest.mark.django_db


def attach(article, data):
    file = ContentFile(data, name="anhang.pdf")
    return stored(Attachment(article=article, title="Anhang", file=file))


def rename(theme, name):
    with content_change(NOW) as change, change.writing(theme):
        theme.name = name
        theme.save()


def test_the_text_of_an_attached_pdf_is_found():
    article = make_article()

    attach(article, pdf_of(["Handreichung", "Beleuchtung in Quartieren"]))

    assert list(Article.objects.searching("Quartier")) == [article]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\nbroken",
        b"%PDF-1.7\n" + b"\x00\xff" * 5000 + b"\nstartxref\n99999999\n%%EOF",
        pdf_of(["A"]).replace(b"/Pages", b"/Pagez"),
        b"no pdf",
        b"",
    ],
)
def test_a_broken_pdf_has_no_text(data):
    assert pdf_text(io.BytesIO(data)) == ""


def test_a_file_that_goes_takes_its_text_with_it():
    article = make_article()
    attachment = attach(article, pdf_of(["Quartier"]))

    attachment.file, attachment.link = "", "https://ulm.example/"
    stored(attachment)

    assert list(Article.objects.searching("Quartier")) == []


def test_a_document_that_is_added_alone_is_found_and_told_to_feeds():
    conference = make_conference()
    before = current_version(NOW).calendar

    stored(Document(conference=conference, title="Handreichung", link="https://ulm.example/"))

    assert list(Conference.objects.searching("Handreichung")) == [conference]
    assert current_version(NOW).calendar > before


def test_a_renamed_theme_is_found_by_its_new_name_only():
    theme = make_theme(name="Verkehr")
    conference, article = make_conference(themes=[theme]), make_article(themes=[theme])

    rename(theme, "Mobilität")

    assert list(Conference.objects.searching("Mobilität")) == [conference]
    assert list(Article.objects.searching("Mobilität")) == [article]
    assert not Article.objects.searching("Verkehr").exists()


def test_more_than_an_edit_waits_for_is_left_to_the_command(monkeypatch):
    theme = make_theme(name="Verkehr")
    for _ in range(3):
        make_conference(themes=[theme])
    call_command("rebuild_search")
    monkeypatch.setattr(search_columns, "STORED_IN_AN_EDIT", 2)

    rename(theme, "Mobilität")
    left = len(stale_search_columns())
    call_command("rebuild_search")

    assert (left, stale_search_columns()) == (1, [])


def test_an_upgraded_installation_is_made_anew_once(capsys):
    theme = make_theme(name="Verkehr")
    Theme.objects.update(search_text="of another format")
    Word.objects.all().delete()

    call_command("rebuild_search")
    call_command("rebuild_search")

    assert list(Theme.objects.searching("Verkehr")) == [theme]
    assert Word.objects.filter(folded="verkehr").count() == 1
    assert capsys.readouterr().out == "Search: 1 stored.\n"


def test_what_was_written_without_its_columns_is_made():
    call_command("rebuild_search")
    theme = make_theme(name="Verkehr")
    Theme.objects.update(search_text="")
    before = current_version(timezone.now()).content

    call_command("rebuild_search")

    assert list(Theme.objects.searching("Verkehr")) == [theme]
    assert current_version(timezone.now()).content > before
