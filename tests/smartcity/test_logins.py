"""Logging in at /konto/anmelden/: by whom, how often, where to, for how long."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as real_settings
from django.core.cache import cache

from smartcity.publishing.roles import EDITORS
from tests.factories import NOW, make_account, make_editor
from tests.logins import CODE, LOGIN, code_of_now, give_recovery_codes, is_logged_in, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    cache.clear()


@pytest.fixture
def editor():
    return make_account(EDITORS, username="anna", email="Anna.M@Stadt.example")


@pytest.mark.parametrize("login", ["anna", "anna.m@stadt.example", "ANNA.M@Stadt.example"])
@pytest.mark.usefixtures("editor")
def test_editors_log_in_with_their_name_or_their_address(client, login):
    response = log_in(client, login)

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert is_logged_in(client)


@pytest.mark.usefixtures("editor")
def test_a_wrong_password_logs_nobody_in(client):
    response = log_in(client, "anna", "wrong")

    assert response.status_code == 200
    assert not is_logged_in(client)


def test_the_admin_asks_for_a_login_and_leads_back(client, editor):
    to_login = client.get("/admin/conferences/theme/", follow=True)
    to = to_login.redirect_chain[-1][0].partition("next=")[2]

    response = log_in(client, editor.username, to=to)

    assert response["Location"] == "/admin/conferences/theme/"


@pytest.mark.parametrize(
    "to", ["https://other.example/", "//other.example/", "javascript:alert(1)"]
)
@pytest.mark.usefixtures("editor")
def test_nobody_is_led_to_another_website(client, to):
    assert log_in(client, "anna", to=to)["Location"] == "/admin/"


def test_the_admins_own_login_takes_no_password(client):
    user = make_editor()

    response = client.post("/admin/login/", {"username": user.username, "password": "x"})

    assert response["Location"] == f"{LOGIN}?next=/admin/"


def test_whoever_is_no_editor_is_told_so(client):
    client.force_login(make_account(is_staff=False))

    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("address", ["/konto/signup/", "/konto/registrieren/", "/accounts/signup/"])
def test_nobody_can_sign_up(client, address):
    assert client.get(address).status_code == 404


def test_the_app_is_asked_for_its_code(client):
    make_editor(username="anna")

    response = log_in(client, "anna")
    before = is_logged_in(client)
    client.post(CODE, {"code": code_of_now()})

    assert response["Location"] == CODE
    assert (before, is_logged_in(client)) == (False, True)


def test_a_wrong_code_logs_nobody_in(client):
    make_editor(username="anna")
    log_in(client, "anna")

    response = client.post(CODE, {"code": "000000"})

    assert response.status_code == 200
    assert not is_logged_in(client)


def test_a_recovery_code_works_once(client):
    codes = give_recovery_codes(make_editor(username="anna"))
    results = []

    for _attempt in range(2):
        log_in(client, "anna")
        client.post(CODE, {"code": codes[0]})
        results.append(is_logged_in(client))
        client.post("/konto/abmelden/")

    assert results == [True, False]


def test_logging_out_in_the_admin_ends_the_login(client, editor):
    client.force_login(editor)

    response = client.post("/admin/logout/")

    assert response["Location"] == LOGIN
    assert not is_logged_in(client)


@pytest.mark.usefixtures("editor")
def test_after_five_wrong_passwords_the_right_one_is_refused_for_a_while(client):
    with time_machine.travel(NOW, tick=False) as clock:
        for _attempt in range(5):
            log_in(client, "anna", "wrong")
        log_in(client, "anna")
        at_once = is_logged_in(client)
        clock.shift(timedelta(minutes=5))
        log_in(client, "anna")

        assert (at_once, is_logged_in(client)) == (False, True)


def test_whoever_tries_many_names_is_told_to_wait(client):
    with time_machine.travel(NOW, tick=False):
        answers = [log_in(client, f"name-{number}").status_code for number in range(31)]

    assert answers == [200] * 30 + [429]


def test_behind_a_proxy_visitors_are_throttled_one_by_one(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    with time_machine.travel(NOW, tick=False):
        for number in range(31):
            log_in(client, f"name-{number}")

        other = client.post(LOGIN, {"login": "x"}, headers={"x-forwarded-for": "192.0.2.7"})

    assert other.status_code == 200


def test_a_login_ends_after_an_hour_without_a_request(client, editor):
    with time_machine.travel(NOW, tick=False) as clock:
        log_in(client, editor.username)
        clock.shift(timedelta(minutes=59))
        busy = is_logged_in(client)
        clock.shift(timedelta(minutes=61))

        assert (busy, is_logged_in(client)) == (True, False)


def test_a_login_ends_after_eight_hours_however_busy(client, editor):
    with time_machine.travel(NOW, tick=False) as clock:
        log_in(client, editor.username)
        states = []
        for _half_hour in range(16):
            states.append(is_logged_in(client))
            clock.shift(timedelta(minutes=30))

        assert states == [True] * 16
        assert not is_logged_in(client)


@pytest.mark.usefixtures("editor")
def test_the_cookie_ends_with_the_browser_and_is_kept_from_scripts(client):
    cookie = log_in(client, "anna").cookies["sessionid"]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")


@pytest.mark.parametrize("password", ["short-word1", "123456789012345", "password12345"])
def test_weak_passwords_are_refused(client, editor, password):
    client.force_login(editor)
    data = {"oldpassword": "a-long-passphrase", "password1": password, "password2": password}

    assert client.post("/konto/passwort/", data).status_code == 200
    assert real_settings.AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] == {"min_length": 12}
