"""The editor of rich text: its buttons have German names, and what they make is saved."""

import re

import pytest
from django.conf import settings

from smartcity.models import Page
from tests.browser.visiting import Visit, listen
from tests.factories import make_editor, stored
from tests.word import CLIPBOARD, HEADINGS, OUR_HEADINGS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BUTTONS = [
    ["Überschrift", "Zwischenüberschrift"],
    ["Zitat", "Trennlinie", "Absatz"],
    ["Liste mit Punkten", "Nummerierte Liste"],
    ["Fett", "Kursiv"],
    ["Link (zuerst die Wörter markieren)", "Link entfernen"],
    ["Bild"],
    [
        "Tabelle einfügen",
        "Spalte einfügen",
        "Spalte löschen",
        "Zeile einfügen",
        "Zeile löschen",
        "Zellen verbinden",
        "Zelle teilen",
        "Kopfzelle ein oder aus",
        "Tabelle löschen",
    ],
    ["Rückgängig", "Wiederherstellen"],
]
NAMES = """groups => groups.map(group =>
    [...group.querySelectorAll("button")].map(button => button.getAttribute("aria-label")))"""
PASTE = """(text, clipboard) => {
    const clipboardData = new DataTransfer()
    for (const [kind, data] of Object.entries(clipboard)) clipboardData.setData(kind, data)
    const options = {clipboardData, bubbles: true, cancelable: true}
    text.dispatchEvent(new ClipboardEvent("paste", options))
}"""


@pytest.fixture
def seen(page, live_server, client):
    """A visit of the form of a page of the website, whose text is empty."""
    client.force_login(make_editor())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    empty = stored(Page(slug=Page.Slug.SIGN_LANGUAGE, title="Gebärdensprache"))
    seen = Visit(f"{live_server.url}/admin/smartcity/page/{empty.pk}/change/")
    listen(page, seen.url, seen, [])
    page.goto(seen.url)
    page.locator(".prose-menubar").wait_for()
    return seen


def saved(page):
    page.click("[name=_save]")
    page.wait_for_url("**/admin/smartcity/page/")
    return re.sub(r"\s+", " ", Page.objects.get().body)


def test_every_button_has_a_german_name(page, seen):
    groups = page.locator(".prose-menubar__group")

    assert groups.evaluate_all(NAMES) == BUTTONS
    assert seen.complaints == []


def test_a_table_with_heads_is_made_by_keyboard(page, seen):
    page.get_by_role("button", name="Tabelle einfügen").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Tabelle einfügen")
    dialog.get_by_label("Zeilen").fill("2")
    dialog.get_by_label("Spalten").fill("1")
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")
    page.keyboard.type("Jahr")

    assert saved(page) == (
        "<table><tbody><tr><th><p>Jahr</p></th></tr><tr><td></td></tr></tbody></table>"
    )
    assert seen.complaints == []


def test_words_become_a_link(page, seen):
    page.locator(".tiptap").click()
    page.keyboard.type("Ulm")
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Link (zuerst die Wörter markieren)").click()
    dialog = page.get_by_role("dialog", name="Link bearbeiten")
    dialog.get_by_label("Adresse, zum Beispiel https://…").fill("https://ulm.example/")
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")

    assert saved(page) == '<p><a href="https://ulm.example/">Ulm</a></p>'


def test_what_comes_from_word_keeps_its_list_and_table(page, seen):
    page.locator(".tiptap").evaluate(PASTE, {"text/html": CLIPBOARD, "text/plain": "Ergebnis"})

    assert saved(page) == (
        "<h2>Ergebnis</h2><p>Die Stadt nutzt offene Daten.</p>"
        "<ul><li><p>Erstens</p></li><li><p>Zweitens</p></li></ul>"
        "<table><tbody><tr><td><p>Jahr</p></td></tr></tbody></table>"
    )
    assert seen.complaints == []


def test_headings_from_word_keep_their_rank(page, seen):
    page.locator(".tiptap").evaluate(PASTE, {"text/html": HEADINGS, "text/plain": "Bericht"})

    assert saved(page) == OUR_HEADINGS
    assert seen.complaints == []


def test_a_paste_that_is_too_long_is_refused_with_a_sentence(page, seen):
    page.locator(".tiptap").evaluate(PASTE, {"text/plain": "Wort " * 50_000})

    assert page.locator(".prose-editor [role=alert]").inner_text() == (
        "Dieser Text ist zu lang zum Einfügen: Möglich sind höchstens 200.000 Zeichen."
    )
    assert page.locator(".tiptap").inner_text().strip() == ""
