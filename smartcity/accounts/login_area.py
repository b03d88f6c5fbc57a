"""Sessions, accounts and forms exist below these paths only: readers never meet a cookie."""

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

LOGIN_AREA = ("/admin/", "/konto/")
SINCE = "logged_in_since"


class OnlyInLoginArea:
    def __call__(self, request):
        if request.path_info.startswith(LOGIN_AREA):
            return super().__call__(request)
        return self.get_response(request)


class SessionMiddleware(OnlyInLoginArea, sessions.SessionMiddleware):
    pass


class CsrfViewMiddleware(OnlyInLoginArea, csrf.CsrfViewMiddleware):
    def process_view(self, request, *args):
        if request.path_info.startswith(LOGIN_AREA):
            return super().process_view(request, *args)
        return None


class AuthenticationMiddleware(OnlyInLoginArea, auth.AuthenticationMiddleware):
    pass


class MessageMiddleware(OnlyInLoginArea, messages.MessageMiddleware):
    pass


class SignedFilesMiddleware(OnlyInLoginArea, storage.SignedFilesMiddleware):
    """Pages for editors lead to files that nothing public shows."""


class BusyMiddleware(OnlyInLoginArea, MiddlewareMixin):
    """Answer what cannot be stored because the database is busy; see `smartcity.sql.busy`."""

    def process_exception(self, request, exception):
        is_here = request.path_info.startswith(LOGIN_AREA)
        return busy_page(request) if is_here and is_busy(exception) else None


class LongestLoginMiddleware(OnlyInLoginArea, MiddlewareMixin):
    """The session's age ends a login that lies idle; this ends the busy ones."""

    def process_request(self, request):
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
    """Says so, and sends once more what was sent: anything but files and passwords."""
    is_kept = not request.FILES and not any("password" in name for name in request.POST)
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "is_form": request.method == "POST",
        "sent": [it for it in sent if it[0] != "csrfmiddlewaretoken"] if is_kept else [],
    }
    # Nothing more is written for this answer: Django saves no session of a 503.
    response = render(request, "account/busy.html", context, status=503)
    response.headers["Retry-After"] = "10"
    return response
