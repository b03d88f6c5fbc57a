"""What an editor does with tables: export, change something in a spreadsheet, import."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook


def csv_file(*rows, encoding="utf-8-sig", separator=";"):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return upload(file.getvalue().encode(encoding))


def xlsx_file(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return workbook_file(book)


def workbook_file(book):
    file = io.BytesIO()
    book.save(file)
    return upload(file.getvalue())


def upload(data):
    """Its name tells nothing."""
    return SimpleUploadedFile("tabelle", data)


def table_address(model, name=None, kind=None):
    """Of the admin of *model*, the table *name* of it: the page, or the download."""
    opts = model._meta
    address = f"admin:{opts.app_label}_{opts.model_name}_table"
    arguments = [name or opts.model_name]
    if kind is None:
        return reverse(address, args=arguments)
    return reverse(f"{address}_export", args=[*arguments, kind])


def choose(client, model, file, name=None):
    return client.post(table_address(model, name), {"file": file})


def confirm(client, preview):
    return client.post(preview.request["PATH_INFO"], {"sheet": preview.context["seal"]})


def imported(client, model, file, name=None):
    response = confirm(client, choose(client, model, file, name))
    assert response.status_code == 302
    return response


def exported(client, model, name=None, kind="csv"):
    """What is downloaded, as a file to be uploaded."""
    return upload(client.get(table_address(model, name, kind)).getvalue())


def differences_of(preview):
    """[(row, [(column, old, new)])]"""
    return [
        (row.number, [(it.label, it.old, it.new) for it in row.differences])
        for row in preview.context["outcome"].rows
    ]


def faults_of(preview):
    """[(row, column, sentence)], or the sentences about the whole file."""
    outcome = preview.context.get("outcome")
    if outcome is None:
        return list(preview.context["form"].errors["file"])
    return [(it.row, it.column, it.sentence) for it in outcome.faults]


def rows_of(response, kind="csv"):
    """Of a download, without the head."""
    data = response.getvalue()
    if kind == "csv":
        return data.decode("utf-8-sig").splitlines()[1:]
    return list(load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2))
