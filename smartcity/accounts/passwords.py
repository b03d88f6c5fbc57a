"""The pages of a forgotten password and of a new one."""

import logging
from functools import partial

from allauth.account.forms import ResetPasswordForm
from allauth.account.views import PasswordResetFromKeyView, PasswordResetView
from allauth.core.context import request_context
from django.http import HttpResponseRedirect

from .known_browsers import remember_browser

logger = logging.getLogger(__name__)


class ForgottenPasswordForm(ResetPasswordForm):
    def save(self, request, **kwargs):
        """Leave the mail to `send`."""

    def send(self, request):
        try:
            with request_context(request):
                super().save(request)
        except OSError:
            logger.exception("The mail for a forgotten password could not be sent.")


class RedirectThenSend(HttpResponseRedirect):
    """Calls `send` when the server has written the answer."""

    def close(self):
        self.send()
        super().close()


class ForgottenPasswordView(PasswordResetView):
    """Answers before it mails: neither the time nor an error tells whether an account exists."""

    form_class = ForgottenPasswordForm

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302:
            response = RedirectThenSend(response.url)
            response.send = partial(form.send, self.request)
        return response


class NewPasswordView(PasswordResetFromKeyView):
    """Whoever reads the mail of an account may make any browser a known one."""

    def form_valid(self, form):
        response = super().form_valid(form)
        remember_browser(response, self.reset_user)
        return response
