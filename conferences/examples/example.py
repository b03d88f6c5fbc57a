from collections.abc import Callable
from dataclasses import dataclass, field

from conferences.models import Conference

KTS = "Koordinierungs- und Transferstelle (KTS)"
IN_A_HALL = {
    "format": Conference.Format.ON_SITE,
    "venue": "Beispielsaal",
    "street": "Musterplatz 1",
}
NOTE = "<p>Diese Veranstaltung ist erfunden. Sie zeigt, wie ein Eintrag im Katalog aussieht.</p>"


@dataclass(frozen=True)
class Example:
    slug: str
    fields: dict
    themes: list
    hosts: list
    # By name of the field, each a function of today.
    dates: dict = field(default_factory=dict)
    accessibility: list = field(default_factory=list)
    programme: list = field(default_factory=list)
    documents: list = field(default_factory=list)
    # What happened to it since it was announced: an operation on (conference, now, today).
    since: Callable = lambda conference, now, today: None

    @property
    def is_at_its_host(self):
        return bool(self.fields.get("city"))
