"""Whoever can do much gets nowhere without a second factor, on whatever path."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.urls import get_resolver, resolve
from django.urls.resolvers import RegexPattern

from smartcity.accounts.second_factor import OPEN_VIEWS
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS
from tests.factories import PASSWORD, TOTP_SECRET, make_account

pytestmark = pytest.mark.django_db
STRONG, OTHERS = [CHIEF_EDITORS, TECHNICIANS], [EDITORS, HOSTS]
ACCOUNT = "/konto/"
# What stays open, so that a second factor can be had: the page itself, and how to get there.
OPEN = {
    ACCOUNT,
    "/konto/anmelden/",
    "/konto/abmelden/",
    "/konto/app/einrichten/",
    "/konto/passkeys/neu/",
    "/konto/bestaetigen/passwort/",
}


def addresses(patterns, prefix="/"):
    """Every path of these patterns, with 1 for each variable."""
    for it in patterns:
        if not isinstance(it.pattern, RegexPattern):
            path = prefix + re.sub(r"<[^>]+>", "1", str(it.pattern))
            yield from addresses(it.url_patterns, path) if hasattr(it, "url_patterns") else [path]


def login_area():
    found = {it for it in addresses(get_resolver().url_patterns) if it.startswith(("/admin", "/k"))}
    # Those that the admin finds by regular expression: an app, and what does not exist.
    found |= {"/admin/conferences/", "/admin/nie/"}
    return sorted(it for it in found if it.startswith(("/admin/", ACCOUNT)))


def led_to_account(response):
    return response.status_code == 302 and response["Location"] == ACCOUNT


def test_the_walk_finds_the_login_area():
    found = set(login_area())

    assert {*OPEN, "/admin/", "/admin/conferences/conference/add/", "/admin/jsi18n/"} <= found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", STRONG)
def test_every_path_leads_those_who_can_do_much_to_their_second_factor(client, role, method):
    client.force_login(make_account(role))

    shut = {it for it in set(login_area()) - OPEN if led_to_account(getattr(client, method)(it))}

    assert shut == set(login_area()) - OPEN


@pytest.mark.parametrize("address", sorted(OPEN - {"/konto/anmelden/", "/konto/abmelden/"}))
def test_the_way_to_a_second_factor_stays_open(client, address):
    user = make_account(CHIEF_EDITORS)
    client.post("/konto/anmelden/", {"login": user.username, "password": PASSWORD})

    assert client.get(address).status_code == 200


def test_a_superuser_needs_a_second_factor_too(client):
    client.force_login(make_account(is_superuser=True))

    assert led_to_account(client.get("/admin/"))


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_may_do_without(client, role):
    client.force_login(make_account(role))

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_a_second_factor_opens_the_admin(client, kind):
    user = make_account(CHIEF_EDITORS)
    Authenticator.objects.create(user=user, type=kind, data={"secret": TOTP_SECRET})
    client.force_login(user)

    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client):
    user = make_account(CHIEF_EDITORS)
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x"})
    client.force_login(user)

    assert led_to_account(client.get("/admin/"))


def test_whoever_gets_a_strong_role_needs_a_second_factor_at_once(client):
    user = make_account(EDITORS)
    client.force_login(user)
    before = client.get("/admin/")

    user.groups.add(*make_account(CHIEF_EDITORS).groups.all())

    assert (before.status_code, led_to_account(client.get("/admin/"))) == (200, True)


@pytest.fixture
def _dev_login(client, settings):
    settings.DEBUG = True
    settings.DEV_LOGIN_PASSWORD = PASSWORD
    call_command("dev_login")
    client.login(username="redaktion", password=PASSWORD)


@pytest.mark.usefixtures("_dev_login")
def test_the_printed_login_needs_none_in_debug_only(client, settings):
    in_debug = client.get("/admin/")
    settings.DEBUG = False

    assert in_debug.status_code == 200
    assert led_to_account(client.get("/admin/"))


@pytest.mark.usefixtures("_dev_login")
def test_no_other_superuser_is_exempt_in_debug(client):
    client.force_login(make_account(is_superuser=True))

    assert led_to_account(client.get("/admin/"))


@pytest.mark.usefixtures("_dev_login")
def test_the_login_is_printed_without_the_second_factor_it_got_meanwhile(client):
    Authenticator.objects.create(
        user_id=client.session["_auth_user_id"], type="totp", data={"secret": TOTP_SECRET}
    )

    call_command("dev_login")

    assert Authenticator.objects.count() == 0


def test_readers_are_never_led_to_a_second_factor(client):
    client.force_login(make_account(CHIEF_EDITORS))

    response = client.get("/")

    assert response.status_code == 200
    assert not response.cookies


def test_every_open_view_has_its_address():
    assert {resolve(address).view_name for address in OPEN} == OPEN_VIEWS
