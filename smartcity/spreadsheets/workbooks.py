"""Write and read tables as workbooks (XLSX)."""

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from smartcity.media.uploads import DAMAGED_ARCHIVE
from smartcity.outputs.tables import BATCH, escape_formula
from smartcity.text.cleaning import clean_input

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT, TIME_FORMAT = "DD.MM.YYYY", "HH:MM"
SIGNATURE = b"PK\x03\x04"
MOST_UNPACKED = 20 * 1024 * 1024
# More than any table of ours has; a format set for a whole column reaches down a million rows.
LAST_ROW, LAST_COLUMN = 20_000, 100
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
FORMULA, ERROR = "f", "e"
INEXACT = timedelta(seconds=5)
# How spreadsheets store 24:00, depending on the format of its cell.
A_WHOLE_DAY = [timedelta(days=1), datetime(1900, 1, 1)]  # noqa: DTZ001 – cells have no zone


class Unreadable(str):
    """The error message of a cell without a value that can be imported."""


def workbook(filename, columns, rows):
    """Return the response; *columns* are [(heading, function of a row)]. Dates stay dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append([written(sheet, capfirst(heading)) for heading, _value in columns])
    for row in rows.iterator(chunk_size=BATCH):
        sheet.append([written(sheet, value(row)) for _heading, value in columns])
    file = io.BytesIO()
    book.save(file)
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(file.getvalue(), content_type=CONTENT_TYPE, headers=headers)


def written(sheet, value):
    if isinstance(value, date | time):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = DATE_FORMAT if isinstance(value, date) else TIME_FORMAT
    elif value is None or isinstance(value, int | float):
        cell = WriteOnlyCell(sheet, value)
    else:
        cell = WriteOnlyCell(sheet, escape_formula(clean_input(str(value))))
        # Else “#N/A” would be an error.
        cell.data_type = "s"
    return cell


def rows_of_workbook(data, notes):
    """The first visible sheet, row by row, as texts; what cannot be read is `Unreadable`.

    What the preview shall say about it is added to *notes*. Raises ValidationError, with a
    sentence, for what is no workbook or too much of one.
    """
    refuse_bomb(data)
    try:
        yield from rows_of_first_sheet(data, notes)
    except ValidationError:
        raise
    except Exception as error:
        # What the reader makes of a damaged file can be anything.
        raise ValidationError(_("This workbook cannot be read.")) from error


def refuse_bomb(data):
    """Raise ValidationError if the archive is damaged or too large once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except DAMAGED_ARCHIVE as error:
        raise ValidationError(_("This workbook cannot be read.")) from error
    if unpacked > MOST_UNPACKED:
        raise ValidationError(too_large())


def too_large():
    return _("This workbook is too large. Copy only the table into a new one.")


def rows_of_first_sheet(data, notes):
    """Yield the rows of the first visible sheet; raise ValidationError if there are too many."""
    with warnings.catch_warnings():
        # About styles and charts, which nobody asks for.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True)
        try:
            sheet = first_visible(book.worksheets, notes)
            refuse_merged(sheet)
            # Some programs write wrong ones.
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(max_col=LAST_COLUMN), start=1):
                if number > LAST_ROW:
                    raise ValidationError(too_large())
                yield [read(cell) for cell in row]
        finally:
            book.close()


def first_visible(sheets, notes):
    """Return the first visible sheet and note which it is; raise ValidationError if none is."""
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if not visible:
        raise ValidationError(_("This workbook has no visible sheet. Show the one with the table."))
    words = {"sheet": visible[0].title, "others": len(sheets) - 1}
    if words["others"]:
        text = _("Read from the sheet “%(sheet)s”, the first visible one; %(others)s more are not.")
    else:
        text = _("Read from the sheet “%(sheet)s”.")
    notes.append(text % words)
    return visible[0]


def refuse_merged(sheet):
    """Raise ValidationError for merged cells: only the first of them has a value.

    The reader that stops in time does not see them.
    """
    with sheet._get_source() as source:
        merged = MERGED.search(source.read())
    if merged:
        text = _("The cells %(cells)s are merged. Unmerge them, and fill in each one.")
        raise ValidationError(text % {"cells": merged[1].decode()})


def read(cell):
    if cell.data_type == FORMULA:
        return Unreadable(_("Here stands a formula. Replace it by its value."))
    if cell.data_type == ERROR:
        return Unreadable(_("Here stands an error of the spreadsheet. Correct it there."))
    return text_of(cell.value)


def text_of(value):
    if value in A_WHOLE_DAY:
        return "24:00"
    if isinstance(value, datetime):
        return text_of_moment(value)
    if isinstance(value, timedelta) and timedelta(0) <= value < timedelta(days=1):
        return clock_of(value)
    if isinstance(value, time):
        passed = {"hours": value.hour, "minutes": value.minute, "seconds": value.second}
        return clock_of(timedelta(**passed, microseconds=value.microsecond))
    if isinstance(value, float):
        # As a German spreadsheet shows it, without an exponent.
        return f"{Decimal(repr(value)).normalize():f}".replace(".", ",")
    return "" if value is None else str(value)


def text_of_moment(value):
    day = datetime.combine(value.date(), time.min)
    clock = clock_of(value - day)
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return f"{day:%Y-%m-%d}" if clock == "00:00" else f"{day:%Y-%m-%d} {clock}"


def clock_of(passed):
    """Return the time of a cell to the minute: workbooks store inexact fractions of a day."""
    minutes = round(passed / timedelta(minutes=1))
    if abs(passed - timedelta(minutes=minutes)) <= INEXACT:
        return f"{minutes // 60:02}:{minutes % 60:02}"
    seconds = int(passed.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
