"""Adapters of allauth: no sign-up; invited users choose their password through a link by mail."""

import time
from urllib.parse import urlsplit

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ResetPasswordForm
from allauth.core.context import request_context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from .known_browsers import known_browser, remember_browser
from .models import User
from .second_factor import other_strong_accounts

# Messages of allauth whose German translation says “du” or uses other words than our pages. Listing
# them here puts them into our own catalogue, which takes precedence.
RETRANSLATED = [
    _("A new set of recovery codes has been generated."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Be patient, you are sending too many requests."),
    _("Forgot your password?"),
    _("Please type your current password."),
    _("Security key added."),
    _("Security key removed."),
    _("The email address and/or password you specified are not correct."),
    _("The username and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("Use a security key"),
    _("Use authenticator app or code"),
    _("Use your password"),
    _("You have signed out."),
    _("You must type the same password each time."),
]


def invite(request, user):
    """Mail *user* a link for choosing the first password."""
    form = ResetPasswordForm({"email": user.email})
    # On commit this may run after allauth has reset its request context.
    with request_context(request):
        if form.is_valid():
            form.save(request)


def send_role_notice(request, account, roles):
    """Mail the other holders of strong roles that the request's user gave *account* these roles."""
    context = {"giver": request.user, "account": account, "roles": sorted(roles)}
    with request_context(request):
        for other in other_strong_accounts(request.user, account).exclude(email=""):
            get_adapter().send_mail("account/email/strong_role", other.email, context)


def login_name_of(credentials):
    """Return the name or e-mail address in *credentials*, in lower case."""
    return (credentials.get("email") or credentials.get("username", "")).lower()


def account_by_login(login):
    """Return the account with the e-mail address *login*, else the one of that name, or None."""
    accounts = User.objects.filter(Q(email=login) | Q(username__iexact=login))
    return (
        min(accounts, key=lambda account: account.email != login, default=None) if login else None
    )


class AccountBackend(AuthenticationBackend):
    """Check a password once per login, so that timing does not tell which accounts exist."""

    def _authenticate(self, request, **credentials):
        """Check one password; allauth would check an address a second time as a name."""
        user = account_by_login(login_name_of(credentials))
        return self._check_password(user, credentials["password"])


class AccountAdapter(DefaultAccountAdapter):
    """Allow no sign-up, limit login attempts by browser, and mail invitations."""

    def is_open_for_signup(self, request):
        return False

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Return a key that counts attempts by login and by known browser or network address."""
        login = login_name_of(credentials)
        return f"{login}:{known_browser(request, login) or ratelimit.get_ip(request)}"

    def pre_authenticate(self, request, **credentials):
        """Raise a ValidationError if unknown browsers have used up the attempts for this login.

        `validation_error` of allauth builds the exception.
        """
        super().pre_authenticate(request, **credentials)
        login = login_name_of(credentials)
        if known_browser(request, login):
            return
        usage = ratelimit.consume(
            request, app="allauth.account", action="login_failed_elsewhere", key=login
        )
        if usage is None:
            self._rollback_login_failed_rl_usage()
            raise self.validation_error("too_many_login_attempts")
        # A correct password rolls back both usages.
        self._login_failed_rl_usage.usage += usage.usage

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember_browser(response, user)
        return response

    def is_reauthentication_required(self, *, app, **kwargs):
        """Return False shortly after a login, else what allauth decides for *app*."""
        records = get_authentication_records(self.request, self.request.user)
        age = time.time() - max((record["at"] for record in records), default=0)
        if age < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reset_password_from_key_url(self, key):
        """Return the URL on `SITE_URL`, whichever host the request named."""
        return settings.SITE_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

    def send_password_reset_mail(self, user, email, context):
        """Mail an invitation instead if the account has no password yet."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/invitation", email, context)

    def render_mail(self, template_prefix, email, context, headers=None):
        context = context | {"days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)}
        return super().render_mail(template_prefix, email, context, headers)

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Name passkeys by number and draw the QR code with segno."""

    def generate_authenticator_name(self, user, type):
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"

    def build_totp_svg(self, url):
        code = segno.make(url, error="m", micro=False)
        return mark_safe(code.svg_inline(scale=5, light="#fff"))  # noqa: S308 – drawn by segno
