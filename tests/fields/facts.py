"""Fact files with a column for every field, by its name and by the names that files use."""

import csv
import io
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.db import models

from conferences.models import Conference, ModelProject, Series, Theme
from kts.models import Article, Network
from smartcity.content.values import plain_value
from smartcity.models import Page
from tests.fields.values import editable_fields, value_for, values_for

TABLES = {
    Theme: "themes.csv",
    Series: "series.csv",
    ModelProject: "projects.csv",
    Conference: "conferences.csv",
    Network: "networks.csv",
}
TEXTS = {Article: "articles", Page: "pages"}
# What a relation leads to, by the address of the one object of its model.
LEADS_TO = {"themes": Theme, "projects": ModelProject, "series": Series, "conferences": Conference}
OTHER_COLUMNS = {
    Conference: {"uid": "7f9c2ba4-e88f-4b7d-9a3c-1d2e3f405162", "hosts": ""},
    ModelProject: {"lands": "RP"},
    Network: {"contact": "contact_office", "members": "projects"},
    Article: {"authors": "authors_office", "size": "municipality_size"},
}


def cells_for(model):
    """Return {column: text} of all fields, under every name that the loader knows them by."""
    cells = {field.name: cell_for(model, field) for field in editable_fields(model)}
    for column, meant in OTHER_COLUMNS.get(model, {}).items():
        cells[column] = cells.get(meant, meant)
    if model is Article:
        cells["published_on"] = "2022-02-01"
    return cells


def cell_for(model, field):
    if field.is_relation:
        return slug_of(LEADS_TO[field.name]) if field.name in LEADS_TO else ""
    return plain_value(field, model(**values_for(model))) if field.name in values_for(model) else ""


def slug_of(model):
    return value_for(model, model._meta.get_field("slug"))


def write_facts(folder):
    write_table(folder / "accessibility.csv", {"slug": "dienst", "name": "Dienst"})
    write_table(folder / "members.csv", {"project": slug_of(ModelProject), "name": "Kalletal"})
    for model, name in TABLES.items():
        write_table(folder / name, cells_for(model))
    for model, name in TEXTS.items():
        (folder / name).mkdir()
        write_text(folder / name, cells_for(model))


def write_table(path, cells):
    cells = {"latitude": "", "longitude": ""} | cells
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([cells, cells.values()])


def write_text(folder, cells):
    text = cells.pop("text", "") or cells.pop("body", "")
    head = "\n".join(f"{name}: {value}" for name, value in cells.items() if name != "slug")
    (folder / f"{cells['slug']}.txt").write_text(f"{head}\n---\n{text}\n")


def load_facts():
    with tempfile.TemporaryDirectory() as folder:
        write_facts(Path(folder))
        call_command("load_facts", fixtures=Path(folder), verbosity=0, stdout=io.StringIO())


def arrived_fields(model):
    """Return the names of the fields whose cell arrived in the database."""
    [obj] = model.objects.all()
    return {field.name for field in editable_fields(model) if has_arrived(model, field, obj)}


def has_arrived(model, field, obj):
    if field.many_to_many:
        return getattr(obj, field.name).exists()
    if field.is_relation or isinstance(field, models.FileField):
        return bool(getattr(obj, field.name))
    return field.value_from_object(obj) == value_for(model, field)
