"""What somebody does who logs in: types a password, then a code."""

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


def log_in(client, login, password=PASSWORD, to=""):
    return client.post(f"{LOGIN}?next={to}", {"login": login, "password": password, "next": to})


def code_of_now():
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(TOTP_SECRET, now))


def give_app(user):
    return Authenticator.objects.create(user=user, type="totp", data={"secret": TOTP_SECRET})


def give_recovery_codes(user):
    return RecoveryCodes.activate(user).get_unused_codes()


def is_logged_in(client):
    return client.get("/admin/").status_code == 200
