"""What somebody does who logs in: types a password, then a code."""

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from tests.factories import PASSWORD, TOTP_SECRET

LOGIN = "/konto/anmelden/"
CODE = "/konto/anmelden/code/"
APP = "/konto/app/einrichten/"
NEW_PASSWORD = "gelbe-Wolken-ziehen"


def log_in(client, login, password=PASSWORD, to=""):
    return client.post(f"{LOGIN}?next={to}", {"login": login, "password": password, "next": to})


def code_of_now(secret=TOTP_SECRET):
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def link_in(mail):
    """The path of the link in a mailed invitation, or of a forgotten password."""
    return re.search(r"https://katalog\.example(/\S+)", mail.body)[1]


def forget_password(client, email):
    return client.post("/konto/passwort/vergessen/", {"email": email})


def choose_password(client, address, password=NEW_PASSWORD):
    """Whether the link was good."""
    form = client.get(address, follow=True)
    if form.context.get("token_fail"):
        return False
    chosen = {"password1": password, "password2": password}
    return client.post(form.redirect_chain[-1][0], chosen).status_code == 302


def set_up_app(client):
    """The secret of an app that the account has now; the answer to its first code."""
    secret = client.get(APP).context["form"].secret
    return secret, client.post(APP, {"code": code_of_now(secret)})


def give_app(user):
    return Authenticator.objects.create(user=user, type="totp", data={"secret": TOTP_SECRET})


def give_recovery_codes(user):
    return RecoveryCodes.activate(user).get_unused_codes()


def is_logged_in(client):
    return client.get("/admin/").status_code == 200
