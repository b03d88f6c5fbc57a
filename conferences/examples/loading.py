"""Store the invented conferences, and remove them again."""

from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from conferences.models import (
    AccessibilityService,
    Conference,
    Document,
    ModelProject,
    Participation,
    ProgrammeItem,
    Theme,
)

from .as_planned import AS_PLANNED
from .pdf import pdf_of
from .with_changes import WITH_CHANGES

ANNOUNCED_AGO = timedelta(weeks=2)
EXAMPLES = [*AS_PLANNED, *WITH_CHANGES]


class FactsMissing(Exception):
    """Examples stand on the themes and model projects of the facts."""


def examples():
    return Conference.objects.filter(is_example=True).at(*[example.slug for example in EXAMPLES])


def make_examples(change):
    for example in EXAMPLES:
        conference = conference_of(example, change.now)
        conference.full_clean()
        with change.writing(conference):
            conference.save()
            conference.themes.set(objects_at(Theme, example.themes))
            conference.accessibility.set(objects_at(AccessibilityService, example.accessibility))
            add_parts(conference, example)
        example.since(conference, change.now, timezone.localdate(change.now))


def conference_of(example, now):
    today = timezone.localdate(now)
    dates = {name: day(today) for name, day in example.dates.items()}
    conference = Conference(slug=example.slug, is_example=True, **dates, **example.fields)
    conference.publish(now - ANNOUNCED_AGO)
    if example.is_at_its_host:
        [host] = objects_at(ModelProject, example.hosts)
        conference.latitude, conference.longitude = host.latitude, host.longitude
    return conference


def add_parts(conference, example):
    for project in objects_at(ModelProject, example.hosts):
        role = Participation.Role.HOST
        Participation.objects.create(conference=conference, project=project, role=role)
    for item in example.programme:
        ProgrammeItem.objects.create(conference=conference, **item)
    for position, fields in enumerate(example.documents):
        document = Document(conference=conference, position=position, **fields)
        if not document.link:
            words = [document.title, conference.title]
            document.file = ContentFile(pdf_of(words), name=f"{conference.slug}.pdf")
        document.full_clean()
        document.save()


def objects_at(model, slugs):
    """Return the objects at *slugs*; raise FactsMissing if one of them is not there."""
    objects = list(model.objects.filter(slug__in=slugs))
    if missing := set(slugs) - {obj.slug for obj in objects}:
        raise FactsMissing(", ".join(sorted(missing)))
    return objects


def remove_examples(change):
    """Delete them for good, and the files of their documents."""
    for conference in examples():
        for document in conference.documents.exclude(file=""):
            file = document.file
            transaction.on_commit(partial(file.storage.delete, file.name))
        with change.writing(conference):
            conference.delete()
