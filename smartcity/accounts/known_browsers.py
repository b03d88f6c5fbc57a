"""Browsers in which an account was logged in before.

Wrong passwords count for an account and a place. A place is one of these browsers, else a network
address; so whoever guesses passwords elsewhere keeps nobody out who has logged in before.
"""

from secrets import token_urlsafe

from django.conf import settings
from django.urls import reverse

from .models import User

COOKIE = "known_browser"
LASTS = 180 * 24 * 60 * 60


def remember_browser(response, user):
    """Let *response* set the signed cookie by which the browser is known for *user*."""
    response.set_signed_cookie(
        COOKIE,
        f"{user.pk}:{token_urlsafe(9)}",
        max_age=LASTS,
        path=reverse("mfa_index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_browser(request, login):
    """What tells the browser from others where *login* logged in, or nothing for an unknown one."""
    value = request.get_signed_cookie(COOKIE, default="", max_age=LASTS)
    user = value and User.objects.filter(pk=value.partition(":")[0]).first()
    return value if user and login in {user.username.lower(), user.email.lower()} else ""
