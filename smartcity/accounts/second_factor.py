"""Whoever can do much signs in with a second factor. allauth offers one; here it is a duty."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from smartcity.publishing.roles import CHIEF_EDITORS, TECHNICIANS

ROLES = [CHIEF_EDITORS, TECHNICIANS]
# Recovery codes alone are none: they stand in for one of these.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# The account of `manage.py dev_login`, exempt in debug.
DEV_LOGIN = "redaktion"
# All that somebody needs to get a second factor, or to leave.
OPEN_VIEWS = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}


def is_required(user):
    if settings.DEBUG and user.username == DEV_LOGIN:
        return False
    return user.is_superuser or bool(strong_roles_of(user))


def strong_roles_of(user):
    """The names of those roles of *user* that need one."""
    return set(user.groups.filter(name__in=ROLES).values_list("name", flat=True))


def others_who_need_one(*users):
    """The accounts that can do much, without *users*, in no order."""
    strong = get_user_model().objects.filter(Q(is_superuser=True) | Q(groups__name__in=ROLES))
    return strong.filter(is_active=True).exclude(pk__in=[it.pk for it in users]).distinct()


def is_missing(user):
    return is_required(user) and not factors_of(user).exists()


def factors_of(user):
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def with_second_factor(users):
    """*users*, each with `has_second_factor`."""
    return users.annotate(has_second_factor=Exists(factors_of(OuterRef("pk"))))


def remove_second_factor(user):
    """With the recovery codes: who must have one sets up a new one with the next request."""
    Authenticator.objects.filter(user=user).delete()


class SecondFactorMiddleware(MiddlewareMixin):
    """Whatever a login leads to stays shut until there is a second factor."""

    def process_view(self, request, *args):
        # There is a user below the login area only.
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        if request.resolver_match.view_name in OPEN_VIEWS or not is_missing(user):
            return None
        return redirect("mfa_index")
