"""Signed cookies that recognize browsers in which an account has logged in before.

Failed logins are counted by account and origin. The origin is such a browser, else a network
address. So guessing passwords elsewhere does not lock out somebody who has logged in before.
"""

from secrets import token_urlsafe

from django.conf import settings
from django.urls import reverse

from .models import User

COOKIE = "known_browser"
MAX_AGE = 180 * 24 * 60 * 60


def remember_browser(response, user):
    """Set the signed cookie on *response* that identifies the browser for *user*."""
    response.set_signed_cookie(
        COOKIE,
        f"{user.pk}:{token_urlsafe(9)}",
        max_age=MAX_AGE,
        path=reverse("mfa_index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_browser(request, login):
    """Return the cookie's value if *login* has logged in with this browser, else ""."""
    value = request.get_signed_cookie(COOKIE, default="", max_age=MAX_AGE)
    user = value and User.objects.filter(pk=value.partition(":")[0]).first()
    return value if user and login in {user.username.lower(), user.email.lower()} else ""
