"""Links typed into texts lead readers somewhere, or are refused where they are typed."""

import pytest
from django.core.exceptions import ValidationError

from smartcity.media.hyperlinks import complete_address, validate_links
from smartcity.media.richtext import RichTextField, clean_html
from smartcity.models import Page
from smartcity.spreadsheets.cells import Markup
from tests.editor import edit, errors_of
from tests.factories import make_conference, make_editor, stored

DEAD = [
    "Anmeldung",
    "siehe unten",
    "ulm.de",
    "bericht.pdf",
    "https://",
    "https:// ulm.de/",
    "https://ulm/",
    "http:/ulm.de/",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "file:///C:/Bericht.docx",
    "C:\\Bericht.docx",
    "\\\\server\\Bericht.docx",
    "mailto:Rathaus",
    "tel:Rathaus",
    "http://[::1",
    "",
]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.ulm.de", "https://www.ulm.de"),
        ("WWW.ulm.de/a", "https://WWW.ulm.de/a"),
        (" https://ulm.de/ ", "https://ulm.de/"),
        ("https://ulm.de/a b?c=d e", "https://ulm.de/a%20b?c=d%20e"),
        ("//ulm.de/", "https://ulm.de/"),
        ("https://münchen.de/ä", "https://münchen.de/ä"),
        ("info@ulm.de", "mailto:info@ulm.de"),
        ("mailto: info@ulm.de", "mailto:info@ulm.de"),
        ("mailto:info@ulm.de?subject=Zwei Tage", "mailto:info@ulm.de?subject=Zwei%20Tage"),
        ("tel:+49 (731) 161-0", "tel:+497311610"),
        ("/konferenzen/archiv/?jahr=2024", "/konferenzen/archiv/?jahr=2024"),
    ],
)
def test_what_was_clearly_meant_is_completed(typed, kept):
    markup = f'<p><a href="{typed}">Ulm</a></p>'

    validate_links(markup)

    assert (complete_address(typed), clean_html(markup)) == (
        kept,
        f'<p><a href="{kept}">Ulm</a></p>',
    )


@pytest.mark.parametrize("typed", DEAD)
def test_of_a_link_that_leads_nowhere_only_the_words_stay(typed):
    assert clean_html(f'<p><a href="{typed}">Ulm</a></p>') == "<p>Ulm</p>"


def test_a_link_within_the_text_needs_a_heading_to_lead_to():
    markup = '<h2>Über uns</h2><p><a href="#ueber-uns">hin</a> <a href="#_Toc1">weg</a></p>'

    assert clean_html(markup) == '<h2>Über uns</h2><p><a href="#ueber-uns">hin</a> weg</p>'


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def sentence(address):
    return (
        f"Der Link „hier“ führt nirgendwohin: „{address}“. Geben Sie die ganze Adresse an, "
        "zum Beispiel https://www.ulm.de/."
    )


@pytest.mark.parametrize("typed", [*DEAD, "/gibt-es-nicht/"])
def test_a_text_with_it_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        validate_links(f'<p><a href="{typed}">hier</a></p>')

    assert refused.value.messages == [sentence(typed)]


@pytest.mark.django_db
def test_a_form_names_every_dead_link_beside_the_text(editor):
    page = stored(Page(slug=Page.Slug.IMPRINT, title="Impressum", body="<p>Text</p>"))
    body = '<p><a href="eins">hier</a> <a href="https://ulm.de/">da</a> <a href="zwei">hier</a></p>'

    response = edit(editor, page, body=body)

    assert errors_of(response) == {"body": [sentence("eins"), sentence("zwei")]}
    assert Page.objects.get().body == "<p>Text</p>"


@pytest.mark.django_db
def test_a_table_refuses_it_like_a_form():
    with pytest.raises(ValueError, match="führt nirgendwohin: „Anmeldung“"):
        Markup().clean('<p><a href="Anmeldung">hier</a></p>')


@pytest.mark.django_db
def test_what_is_written_without_a_form_has_no_dead_link():
    conference = make_conference()
    type(conference).objects.update(text='<p><a href="Anmeldung">hier</a></p>')

    conference.refresh_from_db()

    assert conference.text == "<p>hier</p>"
    assert isinstance(conference._meta.get_field("text"), RichTextField)
