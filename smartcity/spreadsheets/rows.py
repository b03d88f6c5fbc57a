"""The rows of a table as text: how editors' tables and the tables of facts are read."""

import csv
import io
from itertools import islice

# More than can be imported, also with empty rows between.
LAST_ROW = 20_000


def parsed_rows(text, **dialect):
    """Return lists of cells; raise csv.Error, with `line_num`, for what is no table."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True, **dialect)
    try:
        return list(islice(rows, LAST_ROW))
    except csv.Error as error:
        error.line_num = rows.line_num
        raise


def filled_rows(rows):
    """Yield (number, cells) of rows that are not empty; as spreadsheets do, count from 1."""
    for number, cells in enumerate(rows, start=1):
        if any(map(str.strip, cells)):
            yield number, cells
