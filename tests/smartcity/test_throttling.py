"""How often a password may be wrong: no stranger keeps an editor out, nobody guesses for long."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from smartcity.accounts.known_browsers import COOKIE
from smartcity.publishing.roles import EDITORS
from tests.factories import NOW, PASSWORD, make_account
from tests.logins import (
    LOGIN,
    NEW_PASSWORD,
    choose_password,
    forget_password,
    is_logged_in,
    link_in,
    log_in,
)

pytestmark = pytest.mark.django_db
ADDRESS = "anna@stadt.example"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def anna():
    return make_account(EDITORS, username="anna", email=ADDRESS)


@pytest.fixture
def _guessed_everywhere(settings):
    """As often as an account allows it, which is less often here."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed_elsewhere": "10/h/key"
    }
    guess(10, addresses=10)


@pytest.fixture
def owner():
    return Client(REMOTE_ADDR="198.51.100.1")


@pytest.fixture
def known_owner(owner):
    """In a browser in which she logged in before."""
    log_in(owner, ADDRESS)
    owner.post("/konto/abmelden/")
    return owner


def guess(times, login=ADDRESS, addresses=1):
    """Try wrong passwords from so many network addresses in turn."""
    for number in range(times):
        place = number % addresses
        stranger = Client(REMOTE_ADDR=f"203.0.{place // 250}.{place % 250 + 1}")
        log_in(stranger, login, f"wrong-{number}")


def gets_in(client, password=PASSWORD, login=ADDRESS):
    log_in(client, login, password)
    return is_logged_in(client)


@pytest.mark.parametrize("login", [ADDRESS, ADDRESS.upper(), "anna"])
@pytest.mark.parametrize(("times", "addresses"), [(5, 1), (14, 1), (14, 14), (60, 20)])
def test_wrong_passwords_from_elsewhere_keep_nobody_out(owner, login, times, addresses):
    guess(times, login, addresses)

    assert gets_in(owner, login=login)


def test_wrong_passwords_from_everywhere_are_bounded_for_an_account(owner):
    guess(100, addresses=100)

    assert not gets_in(owner)


@pytest.mark.usefixtures("known_owner", "_guessed_everywhere")
def test_wrong_passwords_from_everywhere_keep_nobody_out_who_logged_in_there(known_owner):
    assert gets_in(known_owner)


@pytest.mark.usefixtures("_guessed_everywhere")
def test_a_mailed_link_leads_in_whatever_is_guessed_elsewhere(owner, mailoutbox):
    forget_password(owner, ADDRESS)
    choose_password(owner, link_in(mailoutbox[0]))

    assert gets_in(owner, NEW_PASSWORD)


@pytest.mark.usefixtures("_guessed_everywhere")
def test_the_bound_of_an_account_ends_by_itself(owner, clock):
    clock.shift(timedelta(hours=1))

    assert gets_in(owner)


def test_the_right_password_uses_up_nothing(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed_elsewhere": "2/h/key"}

    assert [gets_in(Client()) for _login in range(4)] == [True] * 4


def test_in_a_known_browser_passwords_are_not_guessed_for_long_either(known_owner):
    for number in range(5):
        known_owner.defaults["REMOTE_ADDR"] = f"198.51.100.{number + 2}"
        log_in(known_owner, ADDRESS, "wrong")

    assert not gets_in(known_owner)


@pytest.mark.usefixtures("_guessed_everywhere")
def test_a_browser_is_known_for_one_account_only(owner):
    make_account(EDITORS, username="berta", email="berta@stadt.example")
    log_in(owner, "berta")
    owner.post("/konto/abmelden/")

    assert not gets_in(owner)


@pytest.mark.parametrize("value", ["1:x", "1:x:signature", "", "x" * 5000])
@pytest.mark.usefixtures("_guessed_everywhere")
def test_a_forged_cookie_makes_no_browser_known(owner, anna, value):
    owner.cookies[COOKIE] = value.replace("1", str(anna.pk))

    assert not gets_in(owner)


def test_the_cookie_goes_to_the_login_only_and_is_kept_from_scripts(owner):
    cookie = log_in(owner, ADDRESS).cookies[COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/konto/", True, "Lax")


@pytest.mark.parametrize(
    ("address", "data", "times"),
    [
        (LOGIN, {"login": "x", "password": "x"}, 30),
        ("/konto/passwort/vergessen/", {"email": ADDRESS}, 5),
        ("/konto/anmelden/passkey/", {"credential": "{}"}, 10),
        ("/konto/passwort/neu/1-1-1/", {}, 20),
    ],
)
def test_whoever_is_told_to_wait_is_told_how_long(client, clock, address, data, times):
    for _attempt in range(times):
        client.post(address, data)

    refused = client.post(address, data)
    clock.shift(timedelta(seconds=int(refused["Retry-After"])))

    assert refused.status_code == 429
    assert client.post(address, data).status_code != 429


@pytest.mark.parametrize("address", ["/konto/passwort/", "/konto/bestaetigen/passwort/"])
def test_those_who_are_logged_in_are_told_how_long(client, clock, anna, address):
    client.force_login(anna)
    answers = [client.post(address, {}) for _attempt in range(11)]

    refused = answers[-1]
    clock.shift(timedelta(seconds=int(refused["Retry-After"])))

    assert refused.status_code == 429
    assert client.post(address, {}).status_code == 200


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed, which is what a login takes its time for."""

    count = 0

    def encode(self, *args):
        CountingHasher.count += 1
        return super().encode(*args)


@pytest.mark.parametrize(
    "login",
    [
        *[ADDRESS, "Anna@Stadt.example", "anna"],
        *["nobody@stadt.example", "nobody"],
        *["locked@stadt.example", "invited@stadt.example", "both@stadt.example"],
    ],
)
def test_a_wrong_password_takes_equally_long_for_whoever_is_known(client, settings, login):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    make_account(username="locked", email="locked@stadt.example", is_active=False)
    make_account(username="invited", email="invited@stadt.example", password=None)
    make_account(username="both@stadt.example", email="both@stadt.example")
    make_account(username="anna@stadt.example")
    CountingHasher.count = 0

    log_in(client, login, "wrong")

    assert CountingHasher.count == 1


def test_an_address_leads_to_its_account_though_another_one_is_called_so(client, anna):
    make_account(username=ADDRESS, password=NEW_PASSWORD)

    assert gets_in(client)
