"""Read fact files: tables (CSV) and texts with a head, each fact with its file and row."""

import csv

from smartcity.text.cleaning import clean_input
from smartcity.text.folding import slug_of

from .rows import filled_rows, parsed_rows

END_OF_HEAD = "---"


class FactsRefused(Exception):
    """Raised with a line for each problem, which names file, row and value."""


class Fact(dict):
    """A row or text as {column: cell}; `place` names its file and row."""

    def __init__(self, place, values):
        super().__init__(values)
        self.place = place

    def several(self, column):
        """Return the values of a cell such as “ulm;berlin”."""
        return [part.strip() for part in self[column].split(";") if part.strip()]

    def fill(self, model, *columns, optional=(), **renamed):
        """Return an unsaved object with these columns as they stand.

        Cleaning makes dates of them. The *optional* ones may be missing in the file.
        """
        named = {
            column: column for column in [*columns, *(name for name in optional if name in self)]
        }
        named |= renamed
        return model(
            **{
                name: self[column] or (None if model._meta.get_field(name).null else "")
                for name, column in named.items()
            }
        )


def read_table(path, columns):
    """Return a `Fact` for each row below the head; raise FactsRefused if a column is missing."""
    try:
        rows = filled_rows(parsed_rows(file_text(path, path.name)))
    except csv.Error as error:
        raise FactsRefused(f"{path.name}: no CSV table ({error})") from error
    _number, head = next(rows, (1, []))
    refuse_missing(path.name, "column", columns, head)
    return [fact_of_row(f"{path.name}, row {number}", head, cells) for number, cells in rows]


def fact_of_row(place, head, row):
    """Return the `Fact` of a row; raise FactsRefused if it has too few or too many cells."""
    if len(row) != len(head):
        raise FactsRefused(f"{place}: {len(row)} cells, but the head names {len(head)}")
    return Fact(place, zip(head, (cell.strip() for cell in row), strict=True))


def read_text(path, place, keys):
    """Return the `Fact` of a text: lines “key: value”, a line “---”, the text.

    `slug` is the name of the file. Raise FactsRefused if the file has another form.
    """
    head, end, text = file_text(path, place).partition(f"\n{END_OF_HEAD}\n")
    if not end:
        raise FactsRefused(f"{place}: no line “{END_OF_HEAD}” below the head")
    values = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key in values:
            raise FactsRefused(f"{place}: “{line}” is no new line of the head (“key: value”)")
        values[key] = value.strip()
    refuse_missing(place, "key", keys, values)
    return Fact(place, values | {"slug": slug_of(path.stem), "text": text.strip()})


def refuse_missing(place, noun, names, given):
    """Raise FactsRefused if one of *names* is not in *given*."""
    if missing := [name for name in names if name not in given]:
        raise FactsRefused(f"{place}: missing {noun} “{'”, “'.join(missing)}”")


def file_text(path, place):
    """Return the clean text of a file; raise FactsRefused if it cannot be read."""
    try:
        words = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FactsRefused(f"{place}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FactsRefused(f"{place}: not encoded as UTF-8") from error
    if "\x00" in words:
        raise FactsRefused(f"{place}: contains a NUL byte")
    return clean_input(words)
