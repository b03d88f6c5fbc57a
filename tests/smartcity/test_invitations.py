"""Accounts are made by invitation; the mailed link is how a password is chosen."""

from datetime import timedelta

import django
import pytest
import time_machine
from allauth.core.context import request_context
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import resolve

from smartcity.publishing.roles import EDITORS, TECHNICIANS
from tests.editor import add, admin_address, edit, errors_of
from tests.factories import NOW, make_account, make_editor, make_project
from tests.logins import (
    NEW_PASSWORD,
    choose_password,
    forget_password,
    give_app,
    give_recovery_codes,
    is_logged_in,
    link_in,
    log_in,
)

pytestmark = pytest.mark.django_db
User = get_user_model()
ANNA = {"first_name": "Anna", "last_name": "Muster", "email": "Anna@Stadt.example"}
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    cache.clear()


@pytest.fixture
def technician(client):
    user = make_account(TECHNICIANS)
    give_app(user)
    client.force_login(user)
    return client


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def invited(technician, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        add(technician, User, **ANNA)
    return User.objects.get(email="anna@stadt.example")


def act(client, action, *users):
    data = {"action": action, "_selected_action": [user.pk for user in users]}
    return client.post(admin_address(User, "changelist"), data)


def test_an_invitation_makes_an_account_without_a_password(invited):
    assert (invited.get_full_name(), invited.email) == ("Anna Muster", "anna@stadt.example")
    assert (invited.is_staff, invited.is_superuser) == (True, False)
    assert not invited.has_usable_password()


def test_roles_and_projects_are_given_with_the_invitation(technician):
    project = make_project()
    role = make_account(EDITORS).groups.get()

    add(technician, User, **ANNA, groups=[role.pk], projects=[project.pk])

    invited = User.objects.get(email="anna@stadt.example")
    assert (list(invited.groups.all()), list(invited.projects.all())) == ([role], [project])


def test_the_invitation_is_a_mail_with_a_link_of_our_own_address(invited, mailoutbox):
    (mail,) = mailoutbox

    assert (mail.to, mail.alternatives) == (["anna@stadt.example"], [])
    assert link_in(mail).startswith("/konto/passwort/neu/")


def test_the_link_lets_the_invited_one_choose_a_password(invited, mailoutbox, visitor):
    chosen = choose_password(visitor, link_in(mailoutbox[0]))
    log_in(visitor, "anna@stadt.example", NEW_PASSWORD)

    assert (chosen, is_logged_in(visitor)) == (True, True)


@pytest.mark.usefixtures("invited")
def test_the_link_works_once(mailoutbox, visitor):
    link = link_in(mailoutbox[0])

    assert [choose_password(visitor, link) for _attempt in range(2)] == [True, False]


def test_the_link_expires(technician, mailoutbox, visitor, django_capture_on_commit_callbacks):
    with time_machine.travel(NOW, tick=False) as clock:
        with django_capture_on_commit_callbacks(execute=True):
            technician.force_login(User.objects.get())
            add(technician, User, **ANNA)
        clock.shift(timedelta(days=3, minutes=1))

        assert not choose_password(visitor, link_in(mailoutbox[0]))


def test_the_invitation_can_be_sent_again(technician, invited, mailoutbox, visitor):
    act(technician, "invite_again", invited)

    assert len(mailoutbox) == 2
    assert choose_password(visitor, link_in(mailoutbox[1]))


def test_whoever_has_a_password_is_not_invited_again(technician, mailoutbox):
    act(technician, "invite_again", make_account(email="bea@stadt.example"))

    assert mailoutbox == []


@pytest.fixture
def _mail_fails(settings):
    refusing = {"host": "127.0.0.1", "port": 9}
    if django.VERSION < (6, 1):
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = refusing.values()
    else:
        settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": refusing}}


@pytest.mark.usefixtures("_mail_fails")
@pytest.mark.django_db(transaction=True)
def test_an_account_is_kept_though_the_mail_fails(technician):
    add(technician, User, **ANNA)

    page = technician.get(admin_address(User, "changelist"))
    assert User.objects.filter(email="anna@stadt.example").exists()
    assert [it.level_tag for it in page.context["messages"]] == ["success", "error"]


def test_two_accounts_cannot_share_an_address(technician):
    make_account(email="anna@stadt.example")

    response = add(technician, User, **ANNA)

    assert errors_of(response).keys() == {"__all__"}


def test_the_database_too_keeps_addresses_apart():
    make_account(email="anna@stadt.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="x", email="ANNA@stadt.example")


def test_accounts_without_an_address_do_not_collide():
    assert make_account(email="").pk != make_account(email="").pk


def test_a_forgotten_password_is_replaced_by_mail(client, mailoutbox):
    user = make_account(email="bea@stadt.example")

    client.post("/konto/passwort/vergessen/", {"email": "Bea@stadt.example"})
    choose_password(client, link_in(mailoutbox[0]))

    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_nobody_learns_whether_an_address_has_an_account(client, mailoutbox):
    make_account(email="bea@stadt.example")
    asked = ["bea@stadt.example", "nobody@stadt.example"]

    answers = [client.post("/konto/passwort/vergessen/", {"email": it}) for it in asked]

    assert [(it.status_code, it["Location"]) for it in answers] == [
        (302, "/konto/passwort/vergessen/gesendet/")
    ] * 2
    assert len(mailoutbox) == 1


@pytest.mark.usefixtures("_mail_fails")
def test_nobody_learns_of_an_account_by_a_mail_that_fails(client, caplog):
    make_account(email="bea@stadt.example")

    answer = forget_password(client, "bea@stadt.example")

    assert (answer.status_code, answer["Location"]) == (302, "/konto/passwort/vergessen/gesendet/")
    assert [it.levelname for it in caplog.records] == ["ERROR"]


def test_nobody_learns_of_an_account_by_the_time_a_mail_takes(rf, mailoutbox):
    make_account(email="bea@stadt.example")
    address = "/konto/passwort/vergessen/"
    request = rf.post(address, {"email": "bea@stadt.example"})

    with request_context(request):
        answer = resolve(address).func(request)
    before = len(mailoutbox)
    answer.close()

    assert (before, len(mailoutbox)) == (0, 1)


def test_technicians_remove_the_second_factor_of_a_lost_device(technician):
    user = make_account(EDITORS)
    give_app(user)
    give_recovery_codes(user)

    act(technician, "remove_second_factors", user)

    assert not user.authenticator_set.exists()


def test_nobody_sets_the_password_of_somebody_else(technician):
    user = make_account(EDITORS)

    assert technician.get(f"/admin/smartcity/user/{user.pk}/password/").status_code == 404


def test_an_edit_keeps_password_and_factor(technician):
    user = make_account(EDITORS, email="bea@stadt.example")

    response = edit(technician, user, last_name="Beispiel", groups=[])

    user.refresh_from_db()
    assert (response.status_code, user.last_name, user.is_staff) == (302, "Beispiel", True)
    assert user.check_password("a-long-passphrase")


@pytest.mark.django_db
def test_who_looks_after_accounts_takes_over_no_superuser(client):
    superuser = make_editor()
    client.force_login(make_account(TECHNICIANS))

    page = client.get(f"/admin/smartcity/user/{superuser.pk}/change/")

    assert page.status_code == 302
