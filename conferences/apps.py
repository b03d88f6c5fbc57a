from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    name = "conferences"
    verbose_name = _("Conferences")

    def ready(self):
        # Registers the check by its import, which needs the models.
        import_module("conferences.feeds.checks")
