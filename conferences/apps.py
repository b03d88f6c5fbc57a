from importlib import import_module

from django.apps import AppConfig
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from smartcity.publishing.roles import declare

from .permissions import PERMISSIONS


class ConferencesConfig(AppConfig):
    name = "conferences"
    verbose_name = capfirst(_("conferences"))

    def ready(self):
        # They need the models.
        from smartcity.content.participants import register
        from smartcity.links.columns import LinkColumn, register_link_columns

        from .participants import PARTICIPANTS

        declare(PERMISSIONS)
        register(*PARTICIPANTS)
        register_link_columns(
            LinkColumn("conferences.Conference", "public_link"),
            LinkColumn("conferences.Conference", "text"),
            LinkColumn("conferences.Document", "link", owner="conference"),
            LinkColumn("conferences.ModelProject", "website"),
            LinkColumn("conferences.ModelProject", "strategy_url"),
        )
        # Registers the check by its import, which needs the models.
        import_module("conferences.feeds.checks")
