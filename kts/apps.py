from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KtsConfig(AppConfig):
    name = "kts"
    verbose_name = _("KTS knowledge")
