"""URLs below /konto/: the views of allauth that editors need, under the names of allauth."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path
from django.views.generic import RedirectView

from .passwords import ForgottenPasswordView, NewPasswordView

# allauth redirects to a list of passkeys, which is part of the account page here.
to_account = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = [
    path("", second_factor.index, name="mfa_index"),
    path("anmelden/", account.login, name="account_login"),
    path("anmelden/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("anmelden/passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("abmelden/", account.logout, name="account_logout"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort/vergessen/", ForgottenPasswordView.as_view(), name="account_reset_password"),
    path(
        "passwort/vergessen/gesendet/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    # The key may contain hyphens.
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "passwort/neu/fertig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("bestaetigen/passwort/", account.reauthenticate, name="account_reauthenticate"),
    path("bestaetigen/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path(
        "bestaetigen/passkey/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("app/einrichten/", app.activate_totp, name="mfa_activate_totp"),
    path("app/entfernen/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/", to_account, name="mfa_list_webauthn"),
    path("passkeys/neu/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/entfernen/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/neu/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
