"""What editors see of logging in and of the admin: no barrier, no complaint, passkeys at work."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from smartcity.publishing.roles import CHIEF_EDITORS, TECHNICIANS
from tests.browser.conftest import new_context
from tests.browser.visiting import HEIGHT, Visit, listen, look
from tests.editor import admin_address
from tests.factories import PASSWORD, make_account, make_colleague, make_editor
from tests.logins import CODE, NEW_PASSWORD, code_of_now, forget_password, link_in
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

BEFORE_LOGIN = ["/konto/anmelden/", "/konto/passwort/vergessen/", "/konto/passwort/neu/1-1-1/"]
AFTER_LOGIN = [
    "/konto/",
    "/konto/abmelden/",
    "/konto/app/entfernen/",
    "/konto/passkeys/neu/",
    "/konto/passwort/",
    "/admin/",
    "/admin/conferences/conference/",
    "/admin/conferences/conference/1/change/",
    "/admin/kts/article/add/",
    "/admin/conferences/theme/quarters/",
    "/admin/smartcity/checkedlink/",
    "/admin/smartcity/user/add/",
    "/admin/smartcity/picture/",
    "/admin/smartcity/picture/add/?_popup=1",
    "/admin/conferences/document/",
    "/admin/kts/attachment/",
]
CLARA = "clara@stadt.example"
DORA = "dora@stadt.example"
User = get_user_model()
# It knows its owner and always says yes.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def office(site, django_db_blocker):
    """The address of the site, with somebody to log in; no test's transaction hides them."""
    cache.clear()
    with django_db_blocker.unblock():
        make_editor(username="redaktion")
        make_editor(username="berta")
        make_account(CHIEF_EDITORS, username="anna")
        make_account(CHIEF_EDITORS, username="clara", password=None, email=CLARA)
        make_account(CHIEF_EDITORS, username="dora", email=DORA)
        make_colleague(TECHNICIANS, username="technik")
    return site


@pytest.fixture(scope="module")
def reader(browser, office):
    with new_context(browser) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def editor(browser, office):
    with new_context(browser) as context:
        page = context.new_page()
        log_in(page, office, "redaktion")
        page.fill("[name=code]", code_of_now())
        page.click("main button")
        page.wait_for_url("**/admin/")
        # What a page still loads when it is left counts as failed.
        page.wait_for_load_state("networkidle")
        yield page


def give_device(page):
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def remove_second_factor_of(email):
    """What Technik does in the list of accounts."""
    technician = Client()
    technician.force_login(User.objects.get(username="technik"))
    chosen = [User.objects.get(email=email).pk]
    data = {"action": "remove_second_factors", "_selected_action": chosen}
    technician.post(admin_address(User, "changelist"), data)


def log_in(page, site, login, password=PASSWORD):
    page.goto(f"{site}/konto/anmelden/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")


def seen_at(page, url):
    """What axe finds narrow and wide, what Chromium says meanwhile, and what is too wide."""
    seen = Visit(url)
    listen(page, url, seen, [])
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.evaluate((package("axe-core") / "axe.min.js").read_text())
    for width in [320, 1280]:
        look(page, width, seen)
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    return seen.barriers, seen.complaints, set(seen.overflows.values())


@pytest.mark.parametrize("address", BEFORE_LOGIN)
def test_whoever_logs_in_meets_no_barrier(reader, office, address):
    assert seen_at(reader, office + address) == ([], [], {0})


@pytest.mark.parametrize("address", AFTER_LOGIN)
def test_editors_meet_no_barrier(editor, office, address):
    assert seen_at(editor, office + address) == ([], [], {0})


def test_a_passkey_is_a_second_factor_and_opens_alone(page, office):
    give_device(page)

    log_in(page, office, "anna")
    page.wait_for_url("**/konto/")
    page.goto(f"{office}/konto/passkeys/neu/")
    page.check("[name=passwordless]")
    page.click("#passkey-button")
    page.wait_for_url("**/konto/codes/")
    assert page.locator(".codes li").count() == 10

    for start in [lambda: log_in(page, office, "anna"), lambda: None]:
        page.goto(f"{office}/konto/abmelden/")
        page.click("main button")
        page.wait_for_url("**/konto/anmelden/")
        start()
        page.click("#passkey-button")
        page.wait_for_url("**/admin/")


def choose_password(page, address):
    page.goto(address)
    for name in ["password1", "password2"]:
        page.fill(f"[name={name}]", NEW_PASSWORD)
    page.press("[name=password2]", "Enter")
    page.wait_for_url("**/fertig/")


def set_up_passkey(page, site, login, password):
    log_in(page, site, login, password)
    page.wait_for_url("**/konto/")
    page.goto(f"{site}/konto/passkeys/neu/")
    page.click("#passkey-button")
    page.wait_for_url("**/konto/codes/")
    page.goto(f"{site}/admin/")


def test_a_mailed_link_leads_to_a_passkey_and_into_the_admin(page, office, mailoutbox):
    give_device(page)
    forget_password(Client(), CLARA)

    choose_password(page, office + link_in(mailoutbox[0]))
    set_up_passkey(page, office, CLARA, NEW_PASSWORD)

    assert page.locator("#user-tools").is_visible()


def test_whoever_lost_the_device_sets_up_another_passkey_whatever_a_stranger_does(
    browser, page, office
):
    give_device(page)
    set_up_passkey(page, office, "dora", PASSWORD)
    assert page.locator("#user-tools").is_visible()

    forget_password(Client(), DORA)
    remove_second_factor_of(DORA)
    page.goto(f"{office}/admin/")
    assert page.url == f"{office}/konto/"
    forget_password(Client(), DORA)
    with new_context(browser) as context:
        other = context.new_page()
        give_device(other)
        set_up_passkey(other, office, "dora", PASSWORD)

        assert other.locator("#user-tools").is_visible()


def test_a_passkey_that_is_not_there_is_told_on_the_page(page, office):
    give_device(page)
    page.goto(f"{office}/konto/anmelden/")

    page.click("#passkey-button")

    page.locator("#passkey-failure").wait_for(state="visible")


def test_the_keyboard_alone_logs_in(page, office):
    page.goto(f"{office}/konto/anmelden/")

    page.focus("[name=login]")
    for text in ["berta", PASSWORD]:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{CODE}")
    page.focus("[name=code]")
    page.keyboard.type(code_of_now())
    page.keyboard.press("Enter")

    page.wait_for_url("**/admin/")
