"""Tracked changes, comments and footnotes never reach readers, whichever way a text is written."""

import re
from html import unescape

import pytest

from smartcity.media.richtext import clean_html
from smartcity.models import Page
from tests import clipboards
from tests.editor import edit
from tests.factories import make_conference, make_editor, stored


def words(markup):
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        (
            clipboards.REVIEWED_IN_WORD,
            "Die Konferenz beginnt am Dienstag in Ulm. "
            "Es kamen 150 Gäste. (Zählung der Stadt & Region.)",
        ),
        (clipboards.REVIEWED_IN_WORD_ONLINE, "Beginn am Dienstag"),
        (clipboards.REVIEWED_IN_GOOGLE_DOCS, "Beginn am Dienstag in Ulm (Rathaus)"),
        (clipboards.REVIEWED_IN_LIBREOFFICE, "Beginn am Dienstag in Ulm (Rathaus)"),
        ("<p>Am <s>Montag</s><strike>Mittwoch</strike>Dienstag</p>", "Am Dienstag"),
        ("<DEL><p>Montag</p><p>Mittwoch</p></DEL><p>Dienstag</p>", "Dienstag"),
        ('<p>Am <span style="TEXT-DECORATION : underline line-through">Mo</span>Di</p>', "Am Di"),
        ("<p>Ja<span style='display : none'>Nein</span></p>", "Ja"),
        ('<p>Ja<a href="#_edn2" name="_ednref2">[ii]</a></p>', "Ja"),
        (
            '<p>Ja<a href="#_edn2">[ii]</a></p><p><a href="#_ednref2" name="_edn2">[ii]</a> A</p>'
            "<p>Danach</p>",
            "Ja (A)Danach",
        ),
        ('<p>Ja<span class="TextRun FootnoteReference SCXW1">12</span></p>', "Ja"),
        ('<p>Ja<span class="MsoEndnoteReference">[iv]</span></p>', "Ja"),
        (
            '<p>Ja<span class=MsoFootnoteReference><a href="#_ftn1">1</a></span></p>'
            '<p><a name="_ftn1">1</a> Quelle: Ulm</p>',
            "Ja (Quelle: Ulm)",
        ),
        ("<p>Messung, nicht durchgestrichen: line-through</p>",) * 2,
        ("<p>Das Wort mso und cmnt</p>", "Das Wort mso und cmnt"),
    ],
)
def test_only_what_was_decided_stays(markup, read):
    assert words(clean_html(markup)) == words(read)


@pytest.mark.parametrize(
    "markup",
    [clipboards.REVIEWED_IN_WORD, clipboards.REVIEWED_IN_GOOGLE_DOCS],
)
def test_no_link_of_a_footnote_or_comment_stays(markup):
    cleaned = clean_html(markup)

    assert [mark for mark in ("#", "[1]", "[a]", "[MM1]", "<a", "<hr") if mark in cleaned] == []


def test_clean_text_is_clean_already():
    once = clean_html(clipboards.REVIEWED_IN_WORD)

    assert clean_html(once) == once


@pytest.mark.parametrize(
    "mark",
    [
        "<span class=FootnoteReference>",
        "<p><a name=_ftn1></a>",
        "<span class=msoDel>",
        "<a name=_ftn1>",
        '<a href="#_ftn1">',
        "<p class=MsoCommentText>",
    ],
)
def test_marks_without_an_end_are_cleaned_as_well(mark):
    assert words(clean_html(mark * 20_000)) == ""


@pytest.mark.django_db
def test_a_form_and_a_write_without_one_leave_them_out(client):
    client.force_login(make_editor())
    page = stored(Page(slug=Page.Slug.IMPRINT, title="Impressum", body="<p>Text</p>"))

    edit(client, page, body=clipboards.REVIEWED_IN_WORD_ONLINE)
    conference = make_conference(text=clipboards.REVIEWED_IN_LIBREOFFICE)

    assert words(Page.objects.get().body) == "Beginn am Dienstag"
    assert words(conference.text) == "Beginn am Dienstag in Ulm (Rathaus)"
