"""Views for a forgotten password and for choosing a new one."""

import logging
from functools import partial

from allauth.account.forms import ResetPasswordForm
from allauth.account.views import PasswordResetFromKeyView, PasswordResetView
from allauth.core.context import request_context
from django.http import HttpResponseRedirect

from .known_browsers import remember_browser

logger = logging.getLogger(__name__)


class ForgottenPasswordForm(ResetPasswordForm):
    """The form of allauth, which sends its mail when `send` is called."""

    def save(self, request, **kwargs):
        """Do nothing: `send` mails after the response."""

    def send(self, request):
        """Mail the link; log the error if mailing fails."""
        try:
            with request_context(request):
                super().save(request)
        except OSError:
            logger.exception("The mail for a forgotten password could not be sent.")


class RedirectThenSend(HttpResponseRedirect):
    """A redirect that calls `send` after the server has sent it."""

    def close(self):
        self.send()
        super().close()


class ForgottenPasswordView(PasswordResetView):
    """Respond before mailing, so that neither timing nor errors tell whether an account exists."""

    form_class = ForgottenPasswordForm

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302:
            response = RedirectThenSend(response.url)
            response.send = partial(form.send, self.request)
        return response


class NewPasswordView(PasswordResetFromKeyView):
    """Remember the browser: whoever reads the account's mail may use any browser."""

    def form_valid(self, form):
        response = super().form_valid(form)
        remember_browser(response, self.reset_user)
        return response
