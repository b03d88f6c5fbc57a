"""Export the rows of a table as CSV or XLSX."""

from smartcity.outputs.tables import csv_response

from .workbooks import workbook


def csv_of(resource, rows):
    """Return the response with a CSV file of *rows*."""
    columns = [(column.column_name, column.words) for column in resource.columns]
    return csv_response(f"{resource.filename()}.csv", columns, rows)


def xlsx_of(resource, rows):
    """Return the response with a workbook of *rows*."""
    columns = [(column.column_name, column.export) for column in resource.columns]
    return workbook(f"{resource.filename()}.xlsx", columns, rows)


# By the ending of the file.
KINDS = {"csv": csv_of, "xlsx": xlsx_of}
