"""Read CSV files with any usual separator, quoting and encoding."""

import csv
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from smartcity.text.encodings import decode

from .rows import parsed_rows

SEPARATORS = ";,\t|"
# What Excel is told its separator by; no spreadsheet counts it as a row.
SEPARATOR_LINE = re.compile(
    r'\s*"?sep=(?P<separator>\\t|[^\r\n"])"?[;,\t ]*(?:\r\n?|\n|$)', re.IGNORECASE
)
QUOTED = re.compile(r'"[^"]*"')
ONLY_APOSTROPHES = re.compile(r"\s*'[^'\r\n]*'\s*(?:[;,\t|]\s*'[^'\r\n]*'\s*)*(?:[\r\n]|$)")
# Enough for any head of ours.
HEAD = 10_000
# More than can be imported, also with empty rows between.
LAST_ROW = 20_000


def rows_of_csv(data, notes):
    """Lists of texts. What the preview shall say about the file is added to *notes*.

    Raises ValidationError, with a sentence, for what is no table.
    """
    decoded = decode(data)
    if decoded is None or "\x00" in decoded.text:
        raise ValidationError(_("This is no table: only CSV and Excel (XLSX) can be read."))
    if decoded.guessed:
        notes.append(encoding_note(decoded))
    text, separator = decoded.text, None
    if line := SEPARATOR_LINE.match(text):
        text, separator = text[line.end() :], line["separator"].replace("\\t", "\t")
    return read_rows(text, separator)


def encoding_note(decoded):
    text = _(
        "This file does not say its encoding. It was read as %(encoding)s%(example)s. If umlauts "
        "are wrong in the preview, save the table as “CSV UTF-8” and choose it again."
    )
    word = re.search(r"\w*[^\x00-\x7f]\w*", decoded.text)
    example = _(", for example “%s”") % word[0] if word else ""
    return text % {"encoding": decoded.guessed, "example": example}


def read_rows(text, separator):
    head = QUOTED.sub("", text[:HEAD]).strip()
    first_line = re.split(r"[\r\n]", head, maxsplit=1)[0]
    if separator is None or separator not in first_line:
        separator = max(SEPARATORS, key=first_line.count)
    quote = "'" if ONLY_APOSTROPHES.match(text) else '"'
    shared = {"delimiter": separator, "quotechar": quote, "skipinitialspace": separator != " "}
    try:
        return parsed(text, **shared)
    except ValidationError:
        # Databases put a backslash before quotes inside; Excel writes them twice.
        if "\\" not in text:
            raise
        return parsed(text, escapechar="\\", doublequote=False, **shared)


def parsed(text, **dialect):
    """Return rows of cells; raise ValidationError if the text is no CSV."""
    try:
        return parsed_rows(text, limit=LAST_ROW, **dialect)
    except csv.Error as error:
        text = _(
            "This is no table (CSV): it cannot be read from line %(line)s on. Quotation marks "
            "inside a cell are written twice."
        )
        raise ValidationError(text % {"line": error.line_num}) from error
