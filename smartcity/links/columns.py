"""The columns that contain links to other websites, and the links in public rows."""

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
from smartcity.publishing.relations import related_object

LINK = re.compile(r'<a href="(https?:[^"]*)"', re.IGNORECASE)


@dataclass(frozen=True)
class LinkColumn:
    """A column with links; `owner` is the relation to the object whose form edits it."""

    label: str
    column: str
    owner: str = ""

    @property
    def model(self):
        """The model of the column."""
        return apps.get_model(self.label)

    @property
    def field(self):
        """The field of the column."""
        return self.model._meta.get_field(self.column)

    @property
    def is_rich(self):
        """Whether the column holds rich text, else it holds one URL."""
        return isinstance(self.field, RichTextField)

    def rows(self, now):
        """Return the public rows with a value, joined with their owner."""
        rows = rows_for_readers(self.model, now).exclude(**{self.column: ""}).order_by("pk")
        if self.owner:
            return rows.filter(published_q(now, f"{self.owner}__")).select_related(self.owner)
        return rows

    def containing(self, addresses, now):
        """Return the public rows that may contain one of *addresses*."""
        lookup = "contains" if self.is_rich else "startswith"
        stored = [link.replace("&", "&amp;") if self.is_rich else link for link in addresses]
        conditions = [Q(**{f"{self.column}__{lookup}": link}) for link in stored]
        return self.rows(now).filter(reduce(or_, conditions))

    def links_in(self, text):
        """Return the links to other websites in a value of the column, without fragments."""
        links = map(html.unescape, LINK.findall(text)) if self.is_rich else [text]
        return {link.partition("#")[0] for link in links if not is_internal(link)}

    def owner_of(self, row):
        """Return the object whose form edits *row*."""
        return related_object(row, self.owner) if self.owner else row


# All columns with public links, ordered by model; each app registers its own.
LINK_COLUMNS = []


def register_link_columns(*columns):
    """Add the columns of an app; called by its `AppConfig.ready`."""
    LINK_COLUMNS.extend(columns)
    LINK_COLUMNS.sort(key=lambda column: column.label)


def is_internal(address):
    """Return whether *address* belongs to this website."""
    return address == settings.SITE_URL or address.startswith(f"{settings.SITE_URL}/")


def public_links(now):
    """Return all public links without duplicates, in the order of the columns."""
    links = {}
    for column in LINK_COLUMNS:
        for text in column.rows(now).values_list(column.column, flat=True).iterator():
            links |= dict.fromkeys(sorted(column.links_in(text)))
    return list(links)


def objects_linking_to(addresses, now):
    """Return {address: objects whose forms contain it}, with one query for each column."""
    objects = defaultdict(dict)
    for column in LINK_COLUMNS if addresses else []:
        for row in column.containing(addresses, now):
            links = column.links_in(column.field.value_from_object(row))
            for address in links & {*addresses}:
                objects[address][column.owner_of(row)] = None
    return {address: list(objects[address]) for address in addresses}
