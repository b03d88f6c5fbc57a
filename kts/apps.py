from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from smartcity.publishing.roles import declare

from .permissions import PERMISSIONS


class KtsConfig(AppConfig):
    name = "kts"
    verbose_name = _("KTS knowledge")

    def ready(self):
        # It needs the models.
        from smartcity.links.columns import LinkColumn, register_link_columns

        declare(PERMISSIONS)
        register_link_columns(
            LinkColumn("kts.Article", "text"), LinkColumn("kts.Attachment", "link", owner="article")
        )
