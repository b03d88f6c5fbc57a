"""From the invitation to the admin, as it is walked; and again after whatever may come between."""

from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client

from smartcity import migrations
from smartcity.publishing.roles import CHIEF_EDITORS, TECHNICIANS
from tests.editor import add, admin_address
from tests.factories import NOW, make_colleague
from tests.logins import (
    APP,
    CODE,
    NEW_PASSWORD,
    choose_password,
    code_of_now,
    forget_password,
    is_logged_in,
    link_in,
    log_in,
    set_up_app,
)

pytestmark = pytest.mark.django_db
ANNA = {"first_name": "Anna", "last_name": "Muster", "email": "anna@stadt.example"}
STRONG = [CHIEF_EDITORS, TECHNICIANS]
User = get_user_model()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def technician():
    client = Client()
    client.force_login(make_colleague(is_superuser=True))
    return client


@pytest.fixture
def invite(technician, django_capture_on_commit_callbacks):
    def invite_in(role):
        role = Group.objects.get(name=role)
        with django_capture_on_commit_callbacks(execute=True):
            add(technician, User, **ANNA, groups=[role.pk])
        return User.objects.get(email=ANNA["email"])

    return invite_in


@pytest.fixture
def stranger():
    """Somebody who says that Anna forgot her password, from somewhere."""

    def forget():
        forget_password(Client(REMOTE_ADDR="203.0.113.9"), ANNA["email"])

    return forget


def remove_second_factor(technician, user):
    data = {"action": "remove_second_factors", "_selected_action": [user.pk]}
    technician.post(admin_address(User, "changelist"), data)


def log_in_with_app(client, secret, clock):
    """A code works once: the next one comes half a minute later."""
    clock.shift(timedelta(minutes=1))
    log_in(client, ANNA["email"], NEW_PASSWORD)
    client.post(CODE, {"code": code_of_now(secret)})
    return is_logged_in(client)


@pytest.mark.parametrize("role", STRONG)
def test_whoever_is_invited_gets_into_the_admin(client, invite, mailoutbox, role, clock):
    invite(role)

    assert choose_password(client, link_in(mailoutbox[0]))
    to_account = log_in(client, ANNA["email"], NEW_PASSWORD, to="/admin/")
    shut = client.get(to_account["Location"])
    secret, set_up = set_up_app(client)

    assert (shut.status_code, shut["Location"]) == (302, "/konto/")
    assert (set_up.status_code, set_up["Location"]) == (302, "/konto/codes/")
    assert is_logged_in(client)
    assert log_in_with_app(Client(), secret, clock)


@pytest.mark.parametrize("moment", ["before the mail is read", "with a password", "logged in"])
def test_a_stranger_keeps_nobody_from_the_first_login(client, invite, mailoutbox, stranger, moment):
    invite(CHIEF_EDITORS)

    for step in ["before the mail is read", "with a password", "logged in"]:
        if step == "with a password":
            choose_password(client, link_in(mailoutbox[0]))
        elif step == "logged in":
            log_in(client, ANNA["email"], NEW_PASSWORD)
        if step == moment:
            stranger()
    set_up_app(client)

    assert is_logged_in(client)


def test_a_stranger_keeps_nobody_from_a_further_login(client, invite, mailoutbox, stranger, clock):
    invite(CHIEF_EDITORS)
    choose_password(client, link_in(mailoutbox[0]))
    log_in(client, ANNA["email"], NEW_PASSWORD)
    secret, _answer = set_up_app(client)

    stranger()

    assert is_logged_in(client)
    assert log_in_with_app(Client(), secret, clock)


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_whoever_lost_the_device_sets_up_another_one(
    client, invite, mailoutbox, stranger, technician, clock, is_forgotten
):
    anna = invite(TECHNICIANS)
    choose_password(client, link_in(mailoutbox[0]))
    log_in(client, ANNA["email"], NEW_PASSWORD)
    set_up_app(client)

    if is_forgotten:
        stranger()
    remove_second_factor(technician, anna)
    shut = client.get("/admin/")
    later = Client()
    log_in(later, ANNA["email"], NEW_PASSWORD)
    secret, _answer = set_up_app(later)

    assert shut["Location"] == "/konto/"
    assert is_logged_in(later)
    assert log_in_with_app(Client(), secret, clock)


def test_whoever_forgot_the_password_keeps_the_second_factor(client, invite, mailoutbox, clock):
    invite(CHIEF_EDITORS)
    choose_password(client, link_in(mailoutbox[0]))
    log_in(client, ANNA["email"], NEW_PASSWORD)
    secret, _answer = set_up_app(client)

    forget_password(client, ANNA["email"])
    clock.shift(timedelta(minutes=1))
    chosen = choose_password(Client(), link_in(mailoutbox[1]), "rote-Wolken-stehen")
    visitor = Client()
    to_code = log_in(visitor, ANNA["email"], "rote-Wolken-stehen")
    visitor.post(CODE, {"code": code_of_now(secret)})

    assert (chosen, to_code["Location"]) == (True, CODE)
    assert is_logged_in(visitor)


def test_the_second_factor_can_be_set_up_long_after_the_login(client, invite, mailoutbox, clock):
    invite(CHIEF_EDITORS)
    choose_password(client, link_in(mailoutbox[0]))
    log_in(client, ANNA["email"], NEW_PASSWORD)
    clock.shift(timedelta(minutes=20))

    asked = client.get(APP)
    client.post(asked["Location"], {"password": NEW_PASSWORD})
    set_up_app(client)

    assert is_logged_in(client)


def test_the_first_account_gets_in_after_a_stranger_too(client, stranger):
    call_command("createsuperuser", interactive=False, username="anna", email=ANNA["email"])
    superuser = User.objects.get()
    superuser.set_password(NEW_PASSWORD)
    superuser.save()

    stranger()
    log_in(client, ANNA["email"], NEW_PASSWORD)
    set_up_app(client)

    assert is_logged_in(client)


def test_an_invitation_to_a_wrong_address_ends_when_it_is_corrected(
    client, invite, mailoutbox, technician
):
    anna = invite(CHIEF_EDITORS)
    User.objects.filter(pk=anna.pk).update(email="anna.muster@stadt.example")

    assert not choose_password(client, link_in(mailoutbox[0]))
    assert forget_password(client, ANNA["email"]).status_code == 302
    assert len(mailoutbox) == 1


def test_addresses_are_stored_with_the_account_only(client, invite, mailoutbox, stranger):
    invite(CHIEF_EDITORS)
    stranger()
    choose_password(client, link_in(mailoutbox[0]))
    log_in(client, ANNA["email"], NEW_PASSWORD)

    assert not EmailAddress.objects.exists()


def test_addresses_that_were_stored_elsewhere_are_deleted(client, invite, mailoutbox):
    anna = invite(CHIEF_EDITORS)
    EmailAddress.objects.create(user=anna, email="anna.frueher@stadt.example")

    (name,) = [it for _, it, _ in iter_modules(migrations.__path__) if it.endswith("addresses")]
    migration = import_module(f"{migrations.__name__}.{name}")
    migration.delete_addresses(apps, connection.schema_editor())
    forget_password(client, "anna.frueher@stadt.example")

    assert len(mailoutbox) == 1
