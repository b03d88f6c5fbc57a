"""Read an uploaded table, CSV or XLSX by its content, as rows of texts."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from smartcity.outputs.tables import unescape_formula
from smartcity.text.cleaning import clean_input

from .rows import filled_rows
from .separated import rows_of_csv
from .workbooks import SIGNATURE, Unreadable, rows_of_workbook

MOST_BYTES = 5 * 1024 * 1024
# All are written in one transaction while others wait; see `imports.LONGEST_HOLD`.
MOST_ROWS = 3000
# As much as a cell of a spreadsheet holds; what is as long was cut off there.
LONGEST_CELL = 32_767


@dataclass(frozen=True)
class Fault:
    # As the spreadsheet counts them: the head is row 1.
    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Sheet:
    head: list
    # Each as its number and its texts.
    rows: list
    faults: list
    # What the preview says about the file: its encoding, its sheet.
    notes: list = field(default_factory=list)


def read_sheet(file):
    """Return the `Sheet` of an upload; raise ValidationError if it is no table or too large."""
    if file.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 5 MB. Divide the table."))
    data = file.read()
    rows_of = rows_of_workbook if data.startswith(SIGNATURE) else rows_of_csv
    notes = []
    return sheet_of(rows_of(data, notes), notes)


def sheet_of(rows, notes):
    """Return the `Sheet` of rows; raise ValidationError if it is empty or too long."""
    filled = filled_rows(rows)
    _number, head = next(filled, (1, []))
    head = [clean_input(unescape_formula(cell)).strip() for cell in without_empty_end(head)]
    sheet = Sheet(head=head, rows=[], faults=[], notes=notes)
    for number, cells in filled:
        if len(sheet.rows) + len(sheet.faults) >= MOST_ROWS:
            text = _("A table of at most %(rows)s rows can be imported. Divide it.")
            raise ValidationError(text % {"rows": MOST_ROWS})
        add_row(sheet, number, cells)
    if not sheet.rows and not sheet.faults:
        raise ValidationError(_("This table has no rows below its head."))
    return sheet


def add_row(sheet, number, cells):
    width = len(sheet.head)
    if any(map(str.strip, cells[width:])):
        text = _(
            "This row has %(cells)s cells, the head has %(head)s. Put cells in which the separator "
            "stands between quotation marks."
        )
        text %= {"cells": len(cells), "head": width}
        sheet.faults.append(Fault(number, "", text))
        return
    # Some programs leave empty cells out at the end of a row.
    cells = [*cells[:width], *[""] * (width - len(cells))]
    faults = [
        Fault(number, heading, sentence)
        for heading, cell in zip(sheet.head, cells, strict=True)
        if (sentence := why_unreadable(cell))
    ]
    sheet.faults.extend(faults)
    if not faults:
        sheet.rows.append((number, [unescape_formula(cell) for cell in cells]))


def why_unreadable(cell):
    if isinstance(cell, Unreadable):
        return str(cell)
    if len(cell) == LONGEST_CELL:
        return _("A spreadsheet has cut off this text: it holds no more.")
    return ""


def without_empty_end(cells):
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells
