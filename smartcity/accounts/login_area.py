"""Sessions, accounts and forms work below these paths only; public pages set no cookies."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.db import OperationalError
from django.middleware import csrf
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from smartcity.media import storage
from smartcity.sql.busy import is_busy

SINCE = "logged_in_since"


class OnlyInLoginArea:
    """A mixin that skips the middleware outside the login area."""

    def __call__(self, request):
        if request.path_info.startswith(settings.LOGIN_AREA):
            return super().__call__(request)
        return self.get_response(request)


class SessionMiddleware(OnlyInLoginArea, sessions.SessionMiddleware):
    pass


class CsrfViewMiddleware(OnlyInLoginArea, csrf.CsrfViewMiddleware):
    def process_view(self, request, *args):
        if request.path_info.startswith(settings.LOGIN_AREA):
            return super().process_view(request, *args)
        return None


class AuthenticationMiddleware(OnlyInLoginArea, auth.AuthenticationMiddleware):
    pass


class MessageMiddleware(OnlyInLoginArea, messages.MessageMiddleware):
    pass


class SignedFilesMiddleware(OnlyInLoginArea, storage.SignedFilesMiddleware):
    """Sign file URLs in the login area: its pages link to files that are not public."""


class BusyMiddleware(OnlyInLoginArea, MiddlewareMixin):
    """Answer 503 if the database is too busy to write; see `smartcity.sql.busy`."""

    def process_exception(self, request, exception):
        is_here = request.path_info.startswith(settings.LOGIN_AREA)
        return busy_page(request) if is_here and is_busy(exception) else None


class LongestLoginMiddleware(OnlyInLoginArea, MiddlewareMixin):
    """End a login after `LONGEST_LOGIN`, even if it is in use; the session's age ends idle ones."""

    def process_request(self, request):
        """Log out if the login is too old.

        Raise OperationalError if that fails for another reason than a busy database.
        """
        since = request.session.get(SINCE, float("inf"))
        if request.now.timestamp() - since < settings.LONGEST_LOGIN:
            return None
        try:
            logout(request)
        except OperationalError as error:
            if is_busy(error):
                return busy_page(request)
            raise
        return None

    def process_response(self, request, response):
        if request.user.is_authenticated:
            request.session.setdefault(SINCE, int(request.now.timestamp()))
        return response


def busy_page(request):
    """Return a 503 page with a form that repeats the request, without files and passwords."""
    is_repeatable = not request.FILES and not any("password" in name for name in request.POST)
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "is_form": request.method == "POST",
        "sent": [pair for pair in sent if pair[0] != "csrfmiddlewaretoken"]
        if is_repeatable
        else [],
    }
    # Django saves no session with a 5xx response, so this answer needs no further write.
    response = render(request, "account/busy.html", context, status=503)
    response.headers["Retry-After"] = "10"
    return response
