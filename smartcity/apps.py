from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from .publishing.roles import apply_roles


class SmartcityConfig(AppConfig):
    name = "smartcity"
    verbose_name = _("Website and accounts")

    def ready(self):
        # Once for all apps: the signal comes when all of them are migrated.
        post_migrate.connect(apply_roles, sender=self)


class EditorialAdminConfig(AdminConfig):
    default_site = "smartcity.editing.site.EditorialSite"
