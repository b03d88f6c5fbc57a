from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from smartcity.publishing.roles import declare

from .permissions import PERMISSIONS


class KtsConfig(AppConfig):
    name = "kts"
    verbose_name = _("KTS knowledge")

    def ready(self):
        # It needs the models.
        from smartcity.links.found import Place, register_places

        declare(PERMISSIONS)
        register_places(
            Place("kts.Article", "text"), Place("kts.Attachment", "link", owner="article")
        )
