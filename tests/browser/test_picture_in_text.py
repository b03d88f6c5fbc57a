"""A picture of the library gets into a text by keyboard, and readers see it."""

import pytest

from smartcity.media.pictures import Picture
from smartcity.media.pictures_in_text import reference_to
from smartcity.models import Page
from tests.browser.test_richtext import PASTE, saved, seen  # noqa: F401 – a fixture
from tests.browser.visiting import Visit, listen
from tests.content_cases import make_picture
from tests.factories import stored
from tests.pictures import png

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_picture_is_searched_for_and_inserted_by_keyboard(page, seen):  # noqa: F811
    make_picture()
    tree = stored(Picture(file=png(), alt="Ein Baum", credit="Stadt Köln"))
    page.locator(".tiptap").click()
    page.keyboard.type("Davor")
    page.get_by_role("button", name="Bild", exact=True).focus()

    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Bild einfügen")
    dialog.get_by_text("2 Bilder").wait_for()
    page.keyboard.type("baum")
    dialog.get_by_text("1 Bild").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")
    page.keyboard.type("Danach")
    shown = page.locator(".tiptap").get_by_role("img", name="Ein Baum")
    shown.wait_for()

    assert shown.evaluate("image => image.complete && image.naturalWidth") == 4
    assert saved(page) == f'<p>Davor</p><img data-picture="{tree.pk}"><p>Danach</p>'
    assert seen.complaints == []


def test_where_nothing_is_found_a_new_picture_can_be_uploaded(page, seen):  # noqa: F811
    page.get_by_role("button", name="Bild", exact=True).click()
    dialog = page.get_by_role("dialog", name="Bild einfügen")
    dialog.get_by_text("Kein Bild gefunden").wait_for()

    with page.expect_popup() as opened:
        dialog.get_by_role("link", name="Neues Bild hochladen").click()

    opened.value.wait_for_load_state()
    assert opened.value.locator("[name=file]").count() == 1
    assert page.locator("dialog[open]").count() == 1


def test_whoever_chooses_none_is_back_in_the_text(page, seen):  # noqa: F811
    page.get_by_role("button", name="Bild", exact=True).click()
    dialog = page.get_by_role("dialog", name="Bild einfügen")
    dialog.get_by_text("Kein Bild gefunden").wait_for()

    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")

    assert page.locator(".tiptap:focus").count() == 1


def test_readers_see_it_from_our_own_server(page, live_server):
    body = reference_to(make_picture())
    stored(Page(slug=Page.Slug.SIGN_LANGUAGE, title="Gebärdensprache", body=body))
    read, asked = Visit(f"{live_server.url}/gebaerdensprache/"), []
    listen(page, read.url, read, [])
    page.on("request", lambda request: asked.append(request.url))

    page.goto(read.url)
    shown = page.get_by_role("figure").get_by_role("img", name="Ein Marktplatz")
    shown.scroll_into_view_if_needed()

    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert page.get_by_role("figure").inner_text().strip() == "Bild: Stadt Ulm"
    assert [url for url in asked if not url.startswith(f"{live_server.url}/")] == []
    assert read.complaints == []


def test_a_stored_picture_is_shown_again_and_one_that_is_gone_says_so(page, seen):  # noqa: F811
    picture = make_picture()
    body = f'<p>Ja</p><img data-picture="{picture.pk}"><img data-picture="{picture.pk + 1}">'
    Page.objects.update(body=body)
    page.reload()

    text = page.locator(".tiptap")
    text.get_by_role("img", name="Ein Marktplatz").wait_for()
    text.get_by_text("Dieses Bild gibt es nicht mehr.").wait_for()

    assert saved(page) == body


def test_pasted_images_vanish(page, seen):  # noqa: F811
    pasted = '<p>Ja</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>Nein</p>'
    page.locator(".tiptap").evaluate(PASTE, {"text/html": pasted, "text/plain": "Ja"})

    assert saved(page) == "<p>Ja</p><p>Nein</p>"


@pytest.mark.parametrize("key", ["../../../../medien/x.csv?", "0", "1/../../", "1" * 19, ""])
def test_pasted_keys_of_no_picture_vanish_and_lead_nowhere(page, seen, key):  # noqa: F811
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    pasted = f'<p>Ja</p><img data-picture="{key}"><p>Nein</p>'

    page.locator(".tiptap").evaluate(PASTE, {"text/html": pasted, "text/plain": "Ja"})

    page.wait_for_function("document.querySelector('.tiptap').textContent.includes('Nein')")
    assert (page.locator(".tiptap figure").count(), asked) == (0, [])
    assert saved(page) == "<p>Ja</p><p>Nein</p>"
