"""Sessions, accounts and forms exist below these paths only: readers never meet a cookie."""

from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.middleware import csrf

LOGIN_AREA = ("/admin/", "/konto/")


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
