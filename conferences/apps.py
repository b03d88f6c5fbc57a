from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from smartcity.publishing.roles import declare

from .permissions import PERMISSIONS


class ConferencesConfig(AppConfig):
    name = "conferences"
    verbose_name = _("Conferences")

    def ready(self):
        # They need the models.
        from smartcity.content.participants import register
        from smartcity.links.found import Place, register_places

        from .participants import PARTICIPANTS

        declare(PERMISSIONS)
        register(*PARTICIPANTS)
        register_places(
            Place("conferences.Conference", "public_link"),
            Place("conferences.Conference", "text"),
            Place("conferences.Document", "link", owner="conference"),
            Place("conferences.ModelProject", "website"),
        )
        # Registers the check by its import, which needs the models.
        import_module("conferences.feeds.checks")
