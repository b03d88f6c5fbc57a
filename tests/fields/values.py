"""One object of each model with a distinctive value in every field, and how outputs write it.

A free text needs nothing here: it gets a word that stands nowhere else (`word_of`).
"""

from datetime import date, time
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import models
from django.utils.formats import date_format, time_format

from conferences.models import (
    AccessibilityService,
    Conference,
    Document,
    ModelProject,
    Participation,
    ProgrammeItem,
    Series,
    Theme,
)
from kts.models import Article, Network
from smartcity.content.values import is_owner
from smartcity.media.pictures import Picture
from smartcity.media.richtext import RichTextField
from smartcity.models import Page
from tests.factories import make_participation, make_project, published, stored
from tests.pictures import png

MODELS = [
    *[Conference, ProgrammeItem, Document, ModelProject, Theme, Series],
    *[Article, Network, Page],
]
# Only steps of publication set them (`smartcity.content.workflow`); no form or table has them.
SET_BY_STEPS = {"publication", "published_at"}

# What is no free text, by model and field.
VALUES = {
    "Conference.number": 417,
    "Conference.starts_on": date(2022, 6, 21),
    "Conference.ends_on": date(2022, 6, 23),
    "Conference.start_time": time(10, 7),
    "Conference.end_time": time(15, 43),
    "Conference.moved_from": date(2022, 5, 17),
    "Conference.confirmed_on": date(2022, 2, 14),
    "Conference.registration_deadline": date(2022, 4, 4),
    "Conference.status": Conference.Status.CONFIRMED,
    "Conference.format": Conference.Format.HYBRID,
    "Conference.land": "SH",
    "Conference.postal_code": "98765",
    "Conference.latitude": Decimal("54.12345"),
    "Conference.longitude": Decimal("9.54321"),
    "ProgrammeItem.day": 2,
    "ProgrammeItem.starts": time(11, 17),
    "ProgrammeItem.ends": time(12, 38),
    "ProgrammeItem.position": 739,
    "ProgrammeItem.kind": ProgrammeItem.Kind.EXCURSION,
    "Document.kind": Document.Kind.RECORDING,
    "Document.position": 823,
    "ModelProject.kind": ModelProject.Kind.COOPERATION,
    "ModelProject.round": ModelProject.Round.THIRD,
    "ModelProject.latitude": Decimal("51.13579"),
    "ModelProject.longitude": Decimal("8.24681"),
    "ModelProject.population": 246813,
    "ModelProject.strategy_year": 2018,
    "Theme.kind": Theme.Kind.GUIDELINE,
    "Article.kind": Article.Kind.INTERVIEW,
    "Article.checked_on": date(2022, 1, 19),
    "Article.municipality_size": Article.Size.SMALL,
    "Network.kind": Network.Kind.PARTNERSHIP,
    "Page.slug": Page.Slug.EASY_LANGUAGE,
}
# The names of what relations lead to.
NAMES = {
    "Conference.series": "qseriesslugq",
    "Conference.themes": "qthemenameq",
    "Conference.accessibility": "qserviceq",
    "Theme.merged_into": "qthemenameq",
    "ModelProject.themes": "qthemenameq",
    "Article.picture": "qpictureq",
    "Article.themes": "qthemenameq",
    "Article.projects": "qmodelprojectnameq",
    "Article.conferences": "qconferencetitleq",
    "Network.themes": "qthemenameq",
    "Network.projects": "qmodelprojectnameq",
    "Document.file": "qdocumentfileq",
}
# How some outputs write a value, besides the usual ways (`words_for`).
OTHER_WORDS = {
    "ModelProject.population": ["246.813"],
    "ModelProject.themes": ["qthemeslugq"],
    "Conference.series": ["qseriesnameq", "qseriessingularq"],
    "Conference.themes": ["qthemeslugq"],
    "Conference.registration_deadline": ["bis 4. April"],
    "Conference.number": ["417. qseriessingularq"],
    "Conference.starts_on": ["DTSTART;TZID=Europe/Berlin:20220621", "Juni 2022"],
    "Conference.ends_on": ["DTEND;TZID=Europe/Berlin:20220623", "21.–23."],
    "Conference.start_time": ["T100700"],
    "Conference.end_time": ["T154300"],
    "Conference.moved_from": ["EventRescheduled"],
    "Conference.status": ["STATUS:CONFIRMED"],
    "Conference.format": ["MixedEventAttendanceMode", "Vor Ort und online", "und online"],
    "Conference.latitude": ["GEO:54.12345"],
    "Conference.longitude": [";9.54321"],
    "Conference.title": ["417. qseriessingularq: qconferencetitleq"],
    "ProgrammeItem.day": ['"day": 2', "Tag 2", "20220622T1117", "2022-06-22T11:17"],
    "ProgrammeItem.starts": ["T111700"],
    "ProgrammeItem.ends": ["T123800"],
    "ModelProject.round": ['"round": 2021', '"2021"'],
}


def editable_fields(model):
    """Return the fields that editors write, many-to-many relations included."""
    return [
        field
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.editable
        and not field.primary_key
        and not is_owner(field)
        and field.name not in SET_BY_STEPS
    ]


def label(model, field):
    return f"{model.__name__}.{field.name}"


def word_of(model, field):
    """Return a word that holds no other field's word."""
    return f"q{model.__name__}{field.name}q".lower().replace("_", "")


def value_for(model, field):
    """Return the distinctive value of a field that is no relation and no file.

    Raise KeyError for a kind of field that has none here: give it one in `VALUES`.
    """
    word = word_of(model, field)
    if (name := label(model, field)) in VALUES:
        return VALUES[name]
    if isinstance(field, RichTextField):
        return f"<p>{word}</p>"
    if isinstance(field, models.EmailField):
        return f"{word}@example.org"
    if isinstance(field, models.URLField):
        return f"https://{word}.example/"
    if isinstance(field, models.CharField | models.TextField) and not field.choices:
        return word
    raise KeyError(f"{name} needs a value in tests/fields/values.py")


def values_for(model, *without):
    """Return {name: value} of the fields that are no relations and no files."""
    fields = [it for it in editable_fields(model) if not isinstance(it, models.FileField)]
    plain = [it for it in fields if not it.is_relation and it.name not in without]
    return {field.name: value_for(model, field) for field in plain}


def words_for(model, field):
    """Return the texts by which an output shows that it has the value of *field*."""
    name = label(model, field)
    others = OTHER_WORDS.get(name, [])
    if name in NAMES:
        return [NAMES[name], *others]
    value = value_for(model, field)
    if field.choices:
        return [str(dict(field.choices)[value]), f'"{value}"', *others]
    if isinstance(field, models.DateField):
        days = [f"{value:%Y-%m-%d}", f"{value:%d.%m.%Y}", date_format(value, "j. F Y")]
        return [*days, f"{value:%Y%m%d}", *others]
    if isinstance(field, models.TimeField):
        return [f"{value:%H:%M}", time_format(value, "G:i"), *others]
    if isinstance(field, models.DecimalField):
        return [str(value), str(value).replace(".", ","), *others]
    return [str(value) if field.name == "link" else word_or_number(model, field), *others]


def word_or_number(model, field):
    value = VALUES.get(label(model, field))
    return word_of(model, field) if value is None else str(value)


def make_objects():
    """Store one object of each model, all of them related; return {model: key}."""
    service = NAMES["Conference.accessibility"]
    service = stored(AccessibilityService(slug=service, name=service))
    theme = stored(Theme(**values_for(Theme)))
    stored(Theme(name="Alt", slug="alt", kind=Theme.Kind.FIELD, merged_into=theme))
    series = stored(Series(**values_for(Series)))
    project = stored(make_project(**values_for(ModelProject)), themes=[theme])
    conference = Conference(**published(values_for(Conference)), series=series)
    stored(conference, themes=[theme], accessibility=[service])
    # A host would stand for the office that invites.
    make_participation(conference, project, Participation.Role.CONTRIBUTION)
    item = stored(ProgrammeItem(conference=conference, **values_for(ProgrammeItem)))
    document = stored(Document(conference=conference, **values_for(Document)))
    file = ContentFile(b"a;b\r\n", f"{NAMES['Document.file']}.csv")
    stored(Document(conference=conference, title="Datei", file=file))
    picture = stored(Picture(file=png(), alt=NAMES["Article.picture"], credit="Stadt Ulm"))
    article = Article(**published(values_for(Article)), picture=picture)
    stored(article, themes=[theme], projects=[project], conferences=[conference])
    network = Network(**published(values_for(Network)))
    stored(network, themes=[theme], projects=[project])
    page = stored(Page(**values_for(Page)))
    made = [conference, item, document, project, theme, series, article, network, page]
    return {type(obj): obj.pk for obj in made}
