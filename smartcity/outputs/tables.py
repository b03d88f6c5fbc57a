"""Lists as CSV that a German Excel opens with a double click.

UTF-8 with a byte order mark, semicolons, every cell quoted (RFC 4180). No cell is a formula.
"""

import csv
import re
from operator import attrgetter, methodcaller

from django.http import StreamingHttpResponse
from django.utils.text import capfirst

from smartcity.publishing.relations import related_rows
from smartcity.text.cleaning import composed

BATCH = 500
# Formulas (OWASP, “CSV Injection”), also after spaces. Leading apostrophes match as well, so that
# `unescape_formula` can tell which one `escape_formula` added.
FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


class Echo:
    """A file object that returns what is written to it."""

    def write(self, text):
        """Return *text*."""
        return text


def field_columns(model, *names):
    """Return [(heading, value of a row)] of these fields of *model*, for `csv_response`."""
    return [field_column(model, name) for name in names]


def field_column(model, name, value=None):
    """Return one of them, with another value if *value* is given."""
    field = model._meta.get_field(name)
    return field.verbose_name, value or getter_of(field)


def getter_of(field):
    if field.many_to_many:
        return names_of(field.name)
    return methodcaller(f"get_{field.name}_display") if field.choices else attrgetter(field.name)


def names_of(related):
    def names(obj):
        # Some names have commas.
        return "; ".join(str(one) for one in related_rows(obj, related))

    return names


def csv_response(filename, columns, rows):
    """The answer; *columns* are [(heading, value of a row)]."""
    return StreamingHttpResponse(
        lines_of(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{filename}"',
            "X-Robots-Tag": "noindex",
        },
    )


def lines_of(columns, rows):
    """Yield the lines of the table."""
    write = csv.writer(Echo(), delimiter=";", quoting=csv.QUOTE_ALL).writerow
    yield "\ufeff" + write([capfirst(heading) for heading, _value in columns])
    for row in rows.iterator(chunk_size=BATCH):
        yield write([escape_formula(value(row)) for _heading, value in columns])


def escape_formula(value):
    """Return *value* as text, with an apostrophe before a formula so that it does not run."""
    text = "" if value is None else composed(str(value))
    return f"'{text}" if FORMULA.match(text) else text


def unescape_formula(cell):
    """Return the text from which `escape_formula` made *cell*."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
