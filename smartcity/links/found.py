"""Where links to elsewhere stand in what readers see."""

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.conf import settings
from django.db.models import Q

from smartcity.media.richtext import RichTextField
from smartcity.publishing.publication import published_q, rows_for_readers

LINK = re.compile(r'<a href="(https?:[^"]*)"', re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A column with links, and the relation to what it is a part of."""

    label: str
    column: str
    owner: str = ""

    @property
    def model(self):
        return apps.get_model(self.label)

    @property
    def is_rich(self):
        return isinstance(self.model._meta.get_field(self.column), RichTextField)

    def rows(self, now):
        """Those that readers can see."""
        rows = rows_for_readers(self.model, now).exclude(**{self.column: ""}).order_by("pk")
        if self.owner:
            return rows.filter(published_q(now, f"{self.owner}__")).select_related(self.owner)
        return rows

    def containing(self, addresses, now):
        """Rows in which one of them may stand."""
        lookup = "contains" if self.is_rich else "startswith"
        stored = [it.replace("&", "&amp;") if self.is_rich else it for it in addresses]
        conditions = [Q(**{f"{self.column}__{lookup}": it}) for it in stored]
        return self.rows(now).filter(reduce(or_, conditions))

    def links_in(self, text):
        found = map(html.unescape, LINK.findall(text)) if self.is_rich else [text]
        # What stands behind “#” is not sent to a server.
        return {it.partition("#")[0] for it in found if not is_ours(it)}


# Every column with links that readers see, by the name of its model; each app registers its own.
PLACES = []


def register_places(*places):
    """Add the columns of an app; called by its `AppConfig.ready`."""
    PLACES.extend(places)
    PLACES.sort(key=lambda place: place.label)


def is_ours(address):
    return address == settings.SITE_URL or address.startswith(f"{settings.SITE_URL}/")


def public_links(now):
    """All of them, each once, in the order of the places."""
    found = {}
    for place in PLACES:
        for text in place.rows(now).values_list(place.column, flat=True).iterator():
            found |= dict.fromkeys(sorted(place.links_in(text)))
    return list(found)


def uses_of(addresses, now):
    """{address: objects in whose forms it stands}, in a query for each place."""
    found = defaultdict(dict)
    for place in PLACES if addresses else []:
        for row in place.containing(addresses, now):
            used_in = getattr(row, place.owner) if place.owner else row
            for address in place.links_in(getattr(row, place.column)) & {*addresses}:
                found[address][used_in] = None
    return {address: list(found[address]) for address in addresses}
