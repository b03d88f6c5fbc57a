"""Read the rows of tables as text, for editors' tables and fact files alike."""

import csv
import io
from itertools import islice


def parsed_rows(text, limit=None, **dialect):
    """Return at most *limit* lists of cells; raise csv.Error, with `line_num`, if it is no CSV."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True, **dialect)
    try:
        return list(islice(rows, limit))
    except csv.Error as error:
        error.line_num = rows.line_num
        raise


def filled_rows(rows):
    """Yield (number, cells) of rows that are not empty; as spreadsheets do, count from 1."""
    for number, cells in enumerate(rows, start=1):
        if any(map(str.strip, cells)):
            yield number, cells
