"""Pages by cursor: each begins behind the last row of the one before, found by index, uncounted."""

from dataclasses import dataclass

from django.core.signing import Signer
from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Stretch:
    """Rows in the order of one column without nulls (`"-starts_on"`), then of their keys."""

    rows: QuerySet
    column: str

    @property
    def sign(self):
        return "-" if self.column.startswith("-") else ""

    @property
    def name(self):
        return self.column.removeprefix("-")

    @property
    def field(self):
        options = self.rows.model._meta
        return options.pk if self.name == "pk" else options.get_field(self.name)

    def ordered(self):
        return self.rows.order_by(self.column, f"{self.sign}pk")

    def behind(self, position, pk):
        beyond = "lt" if self.sign else "gt"
        value = self.field.to_python(position)
        later = Q(**{f"{self.name}__{beyond}": value}) | Q(**{f"pk__{beyond}": pk})
        # What an index finds comes first: rows alike in the column are few.
        return self.ordered().filter(Q(**{f"{self.name}__{beyond}e": value}) & later)


@dataclass(frozen=True)
class Cursors:
    """Cursors of one address: signed, so that nobody can make one up."""

    address: str

    @property
    def signer(self):
        return Signer(salt=f"cursor:{self.address}")

    def behind(self, place, stretch, row):
        return self.signer.sign_object([place, stretch.field.value_to_string(row), row.pk])

    def read(self, cursor):
        """[number of the stretch, position, key]; BadSignature if it is none of ours."""
        return self.signer.unsign_object(cursor)

    def page(self, stretches, limit, cursor=""):
        """(rows, the cursor behind them or None) of stretches that follow one another."""
        start, *behind = self.read(cursor) if cursor else [0]
        found = []
        for place, stretch in enumerate(stretches[start:], start):
            is_begun = behind and place == start
            rows = stretch.behind(*behind) if is_begun else stretch.ordered()
            found += [(place, stretch, row) for row in rows[: limit + 1 - len(found)]]
            if len(found) > limit:
                break
        shown = found[:limit]
        return [row for *_, row in shown], self.behind(*shown[-1]) if found[limit:] else None
