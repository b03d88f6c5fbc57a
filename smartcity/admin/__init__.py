from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from . import accounts, audit, links, media, pages, proposals  # noqa: F401 – they register what they show

admin.site.site_title = _("Editorial office")
admin.site.site_header = _("Editorial office – Modellprojekte Smart Cities")
admin.site.index_title = _("What would you like to edit?")
admin.site.empty_value_display = "–"
# `smartcity.publishing.roles` declares what a role may do; the rest belongs to each account itself.
admin.site.unregister([Group, EmailAddress, Authenticator])
