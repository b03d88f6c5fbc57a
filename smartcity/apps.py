from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from .permissions import PERMISSIONS
from .publishing.roles import apply_roles, declare


class SmartcityConfig(AppConfig):
    name = "smartcity"
    verbose_name = _("Website and accounts")

    def ready(self):
        # They need the models.
        from .content.history.recording import History
        from .content.participants import FormerAddresses, register
        from .content.search_columns import SearchColumns
        from .links.columns import LinkColumn, register_link_columns

        declare(PERMISSIONS)
        register(FormerAddresses, History, SearchColumns)
        register_link_columns(LinkColumn("smartcity.Page", "body"))
        # Once for all apps: the signal comes when all of them are migrated.
        post_migrate.connect(apply_roles, sender=self)


class EditorialAdminConfig(AdminConfig):
    default_site = "smartcity.editing.site.EditorialSite"
