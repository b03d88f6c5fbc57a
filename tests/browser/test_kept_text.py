"""What was typed into a form survives an expired login, and nothing of it outlives its purpose."""

from datetime import time

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from conferences.models import Conference
from smartcity.content.transaction import content_change
from tests.factories import PASSWORD, make_article, make_conference, make_editor
from tests.logins import CODE, code_of_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
KEPT = "() => Object.keys(localStorage).filter(it => it.startsWith('kept-text:'))"
TEXT = ".field-text .tiptap"


@pytest.fixture(scope="module")
def office(site, django_db_blocker):
    cache.clear()
    with django_db_blocker.unblock():
        make_editor(username="carla")
    return site


@pytest.fixture
def editor(page, office):
    """Logged in anew: what a test stores, its session too, ends with it."""
    page.goto(f"{office}/admin/")
    log_in(page)
    page.wait_for_url("**/admin/")
    return page


def log_in(page):
    """No code is taken twice; the cache remembers it."""
    cache.clear()
    page.fill("[name=login]", "carla")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{CODE}*")
    page.fill("[name=code]", code_of_now())
    page.click("main button")


def wait_until_kept(page, texts=1):
    """Asked from outside: the page's own rules let nothing wait inside it."""
    for _ in range(100):
        if len(page.evaluate(KEPT)) >= texts:
            return
        page.wait_for_timeout(50)


def stored_draft(django_db_blocker, make, **fields):
    with django_db_blocker.unblock():
        return make(publication="draft", **fields)


def form_of(office, obj):
    return f"{office}/admin/{obj._meta.app_label}/{obj._meta.model_name}/{obj.pk}/change/"


def test_what_was_typed_is_offered_after_an_expired_login(editor, office, django_db_blocker):
    address = form_of(office, stored_draft(django_db_blocker, make_article, teaser="Kurz."))
    editor.goto(address)
    editor.fill("[name=teaser]", "Lange daran geschrieben.")
    editor.locator(TEXT).click()
    editor.keyboard.type("Ein neuer Absatz.")
    editor.context.clear_cookies(name="sessionid")
    editor.click("[name=_save]")
    log_in(editor)
    editor.wait_for_url(address)
    assert editor.input_value("[name=teaser]") == "Kurz."

    editor.locator(".kept-text button").first.click()

    expect(editor.locator("[name=teaser]")).to_have_value("Lange daran geschrieben.")
    expect(editor.locator(TEXT)).to_contain_text("Ein neuer Absatz.")
    expect(editor.locator(".kept-text")).to_have_count(0)
    editor.click("[name=_save]")
    editor.locator(".messagelist .success").wait_for()
    assert editor.evaluate(KEPT) == []


def test_rows_that_were_added_come_back_too(editor, office, django_db_blocker):
    address = form_of(office, stored_draft(django_db_blocker, make_conference))
    editor.goto(address)
    editor.locator("#programme-group .add-row a").click()
    editor.fill("[name=programme-0-title]", "Auftakt")
    wait_until_kept(editor)
    editor.goto(address)

    editor.locator(".kept-text button").first.click()

    expect(editor.locator("[name=programme-0-title]")).to_have_value("Auftakt")
    expect(editor.locator(".kept-text")).to_have_count(0)


def test_what_is_typed_beside_an_offer_is_kept_too(editor, office, django_db_blocker):
    address = form_of(office, stored_draft(django_db_blocker, make_conference, title="Alt"))
    editor.goto(address)
    editor.fill("[name=title]", "Zuerst geschrieben")
    wait_until_kept(editor)
    editor.goto(address)
    editor.fill("[name=title]", "Danach geschrieben")
    wait_until_kept(editor, 2)
    editor.goto(address)

    for number, title in enumerate(["Zuerst geschrieben", "Danach geschrieben"]):
        editor.locator(".kept-text").nth(number).locator("button").first.click()
        expect(editor.locator("[name=title]")).to_have_value(title)
        expect(editor.locator(".kept-text")).to_have_count(1)
        editor.goto(address)


def test_what_a_colleague_added_meanwhile_is_neither_lost_nor_doubled(
    editor, office, django_db_blocker
):
    item = {"title": "Gespräch", "starts": time(10)}
    draft = stored_draft(django_db_blocker, make_conference, programme=[item])
    editor.goto(form_of(office, draft))
    editor.fill("[name=title]", "Mein Titel")
    wait_until_kept(editor)
    with (
        django_db_blocker.unblock(),
        content_change(timezone.now()) as change,
        change.writing(draft),
    ):
        draft.programme.create(title="Von der Kollegin", starts=time(9))
    editor.goto(form_of(office, draft))
    editor.locator(".kept-text button").first.click()
    expect(editor.locator("[name=title]")).to_have_value("Mein Titel")

    editor.click("[name=_save]")
    editor.locator(".errornote").wait_for()
    editor.click("[name=_save]")
    editor.locator(".messagelist .success").wait_for()

    with django_db_blocker.unblock():
        draft.refresh_from_db()
        titles = [item.title for item in draft.programme.all()]
    assert (draft.title, titles) == ("Mein Titel", ["Von der Kollegin", "Gespräch"])


def test_what_was_typed_beside_an_open_choice_overwrites_nobody(editor, office, django_db_blocker):
    draft = stored_draft(django_db_blocker, make_conference, title="Alt")
    editor.goto(form_of(office, draft))
    editor.fill("[name=teaser]", "Mein Satz.")
    with (
        django_db_blocker.unblock(),
        content_change(timezone.now()) as change,
        change.writing(draft),
    ):
        Conference.objects.filter(pk=draft.pk).update(title="Titel der Kollegin")
    editor.click("[name=_save]")
    editor.locator(".errornote").wait_for()
    editor.fill("[name=teaser]", "Mein längerer Satz.")
    wait_until_kept(editor, 2)
    editor.goto(form_of(office, draft))
    editor.locator(".kept-text").last.locator("button").first.click()
    expect(editor.locator("[name=teaser]")).to_have_value("Mein längerer Satz.")

    editor.click("[name=_save]")

    editor.locator(".errornote").wait_for()
    with django_db_blocker.unblock():
        draft.refresh_from_db()
    assert draft.title == "Titel der Kollegin"


def test_what_is_discarded_is_gone(editor, office, django_db_blocker):
    address = form_of(office, stored_draft(django_db_blocker, make_conference, title="Alt"))
    editor.goto(address)
    editor.fill("[name=title]", "Verworfen")
    wait_until_kept(editor)
    editor.goto(address)

    editor.locator(".kept-text button").nth(1).click()

    assert editor.evaluate(KEPT) == []
    assert editor.locator(".kept-text").count() == 0


def test_what_is_a_week_old_is_gone(editor, office):
    editor.evaluate("localStorage.setItem('kept-text:1:/admin/', JSON.stringify({at: 1}))")

    editor.goto(f"{office}/admin/")

    assert editor.evaluate(KEPT) == []


def test_logging_out_forgets_all_of_it(editor, office, django_db_blocker):
    address = form_of(office, stored_draft(django_db_blocker, make_conference))
    editor.goto(address)
    editor.fill("[name=title]", "Geheim")
    wait_until_kept(editor)

    editor.click("#logout-form button")

    editor.wait_for_url("**/konto/anmelden/")
    assert editor.evaluate(KEPT) == []
    with django_db_blocker.unblock():
        assert Conference.objects.filter(title="Geheim").count() == 0


def test_two_kept_texts_of_one_form_say_what_differs(editor, office, django_db_blocker):
    address = form_of(office, stored_draft(django_db_blocker, make_article, teaser="Kurz."))
    for number, (name, text) in enumerate([("title", "Bäume"), ("teaser", "Länger.")], start=1):
        editor.goto(address)
        editor.fill(f"[name={name}]", text)
        wait_until_kept(editor, number)

    editor.goto(address)

    offers = editor.locator(".kept-text")
    expect(offers).to_have_count(2)
    assert [it.inner_text() for it in offers.locator("ul").all()] == [
        "Titel: Bäume",
        "Kurztext: Länger.",
    ]
