"""Keyset pagination: a page starts after the last row of the previous one, without counting."""

from dataclasses import dataclass

from django.core.signing import Signer
from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class KeysetSegment:
    """Rows ordered by one non-null column (such as "-starts_on") and by primary key."""

    rows: QuerySet
    column: str

    @property
    def sign(self):
        """A minus sign for descending order, else empty."""
        return "-" if self.column.startswith("-") else ""

    @property
    def name(self):
        """The name of the column."""
        return self.column.removeprefix("-")

    @property
    def field(self):
        """The field of the column."""
        options = self.rows.model._meta
        return options.pk if self.name == "pk" else options.get_field(self.name)

    def ordered(self):
        """Return the rows in order."""
        return self.rows.order_by(self.column, f"{self.sign}pk")

    def after(self, position, pk):
        """Return the ordered rows after the one with this value of the column and key."""
        operator = "lt" if self.sign else "gt"
        value = self.field.to_python(position)
        later = Q(**{f"{self.name}__{operator}": value}) | Q(**{f"pk__{operator}": pk})
        # The first condition can use an index; few rows share a value of the column.
        return self.ordered().filter(Q(**{f"{self.name}__{operator}e": value}) & later)


@dataclass(frozen=True)
class Cursors:
    """Cursors for one URL, signed so that they cannot be forged."""

    address: str

    @property
    def signer(self):
        """The signer of cursors for this URL."""
        return Signer(salt=f"cursor:{self.address}")

    def cursor_after(self, number, segment, row):
        """Return the cursor of the page after *row*."""
        return self.signer.sign_object([number, segment.field.value_to_string(row), row.pk])

    def read(self, cursor):
        """Return [number of the segment, value, key]; raise BadSignature for a foreign cursor."""
        return self.signer.unsign_object(cursor)

    def page(self, segments, limit, cursor=""):
        """Return (rows, cursor of the next page or None) of consecutive segments.

        Raise BadSignature if *cursor* was not issued for this URL.
        """
        start, *position = self.read(cursor) if cursor else [0]
        entries = []
        for number, segment in enumerate(segments[start:], start):
            is_resumed = position and number == start
            rows = segment.after(*position) if is_resumed else segment.ordered()
            entries += [(number, segment, row) for row in rows[: limit + 1 - len(entries)]]
            if len(entries) > limit:
                break
        page = entries[:limit]
        following = self.cursor_after(*page[-1]) if entries[limit:] else None
        return [row for *_, row in page], following
