"""Require a second factor of accounts with strong roles; allauth only offers one."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from smartcity.publishing.roles import CHIEF_EDITORS, TECHNICIANS

ROLES = [CHIEF_EDITORS, TECHNICIANS]
# Recovery codes do not count: they only replace one of these when it is lost.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# The account of `manage.py dev_login`, exempt with DEBUG.
DEV_LOGIN = "redaktion"
# Views that set up a second factor, log in or log out.
OPEN_VIEWS = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}


def is_required(user):
    """Return whether *user* must have a second factor."""
    if settings.DEBUG and user.username == DEV_LOGIN:
        return False
    return user.is_superuser or bool(strong_roles_of(user))


def strong_roles_of(user):
    """Return the names of the roles of *user* that require a second factor."""
    return set(user.groups.filter(name__in=ROLES).values_list("name", flat=True))


def other_strong_accounts(*users):
    """Return the active accounts with a strong role, without *users*, in no order."""
    strong = get_user_model().objects.filter(Q(is_superuser=True) | Q(groups__name__in=ROLES))
    return strong.filter(is_active=True).exclude(pk__in=[user.pk for user in users]).distinct()


def is_missing(user):
    """Return whether *user* must have a second factor and has none."""
    return is_required(user) and not factors_of(user).exists()


def factors_of(user):
    """Return the second factors of *user*, without recovery codes."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def with_second_factor(users):
    """Annotate *users* with `has_second_factor`."""
    return users.annotate(has_second_factor=Exists(factors_of(OuterRef("pk"))))


def remove_second_factor(user):
    """Delete the factors and recovery codes of *user*, who must then set up new ones."""
    Authenticator.objects.filter(user=user).delete()


class SecondFactorMiddleware(MiddlewareMixin):
    """Redirect users without a required second factor to its setup page."""

    def process_view(self, request, *args):
        # Public pages have no user.
        is_here = request.path_info.startswith(settings.LOGIN_AREA)
        if not is_here or not request.user.is_authenticated:
            return None
        if request.resolver_match.view_name in OPEN_VIEWS or not is_missing(request.user):
            return None
        return redirect("mfa_index")
