from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from conferences.models import Conference, Document, ProgrammeItem
from smartcity.content.models import ContentVersion
from smartcity.media.uploads import document_kind
from tests import prepared
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def _debug(settings):
    settings.DEBUG = True


@pytest.fixture
def _examples(_debug):
    prepared.facts_and_examples()


def examples(**conditions):
    return Conference.objects.filter(is_example=True, **conditions)


def titles(conferences):
    return [conference.title.removeprefix("Beispiel: ") for conference in conferences]


@pytest.mark.usefixtures("_debug")
def test_every_example_says_so_and_is_valid():
    call_command("load_facts")
    call_command("load_examples")

    for conference in examples():
        conference.full_clean()
        assert conference.title.startswith("Beispiel: ")
        assert conference.slug.startswith("beispiel-")
        assert conference.themes.count() > 0
        assert [part.is_host for part in conference.participations.all()] == [True]

    assert examples().count() == 11


@pytest.mark.usefixtures("_examples")
def test_all_examples_are_upcoming_and_published():
    now = timezone.now()

    shown = Conference.objects.published(now).upcoming(timezone.localdate(now))

    assert set(shown) == set(examples())


@pytest.mark.usefixtures("_examples")
def test_the_examples_cover_every_case():
    now = timezone.now()
    today = timezone.localdate(now)
    status = Conference.Status

    moved = [conference for conference in examples() if conference.is_moved]
    several_days = [c for c in examples(start_time__isnull=False) if c.length_in_days == 2]
    closing = [c for c in examples() if c.registration_deadline == today + timedelta(days=1)]

    assert titles(examples(status=status.PLANNED, start_time=None)) == [
        "Offene Daten in der Verwaltung"
    ]
    assert titles(several_days) == ["Mobilität zwischen Stadt und Land"]
    assert titles(examples(format="virtuell")) == ["Sprechstunde zur interkommunalen Kooperation"]
    assert titles(examples().running(now)) == ["Smart-City-Woche"]
    assert titles(examples(status=status.CANCELLED)) == ["Klimadaten für die Stadtplanung"]
    assert titles(moved) == ["Beteiligung mit digitalen Werkzeugen"]
    assert titles(examples(status=status.OPEN, starts_on=None)) == ["Austausch zu City-Apps"]
    assert titles(examples(status=status.OPEN).exclude(starts_on=None)) == ["Digitale Dorfmitte"]
    assert titles(closing) == ["Nach der Förderung weitermachen"]
    assert titles(examples(start_time__isnull=False, end_time=None)) == [
        "Digitale Kompetenzen für alle"
    ]


@pytest.mark.usefixtures("_examples")
def test_one_example_is_hybrid_with_a_full_programme_in_the_halls_of_its_town():
    hybrid = examples().get(format="hybrid")
    kinds = {item.kind for item in hybrid.programme.all()}

    for item in hybrid.programme.all():
        item.full_clean()

    assert hybrid.city == "Jena"
    assert kinds == {"rahmen", "vortrag", "pause", "werkstatt", "podium", "markt"}
    assert len({item.track for item in hybrid.programme.all()}) == 3
    assert hybrid.accessibility.count() == 4
    assert all([hybrid.registration_deadline, hybrid.cost, hybrid.audience, hybrid.public_link])


@pytest.mark.usefixtures("_examples")
def test_what_happened_to_an_example_stands_in_its_log():
    told = {
        change.conference.slug: change.reason
        for example in examples()
        for change in example.changes.all()
    }

    assert told == {
        "beispiel-beteiligung": "Der Saal wird für eine Wahl gebraucht.",
        "beispiel-dorfmitte": "Der Saal steht nicht zur Verfügung.",
        "beispiel-klimadaten": "Zwei Vortragende sind verhindert.",
    }


@pytest.mark.usefixtures("_examples")
def test_one_example_has_a_file_and_a_link():
    file, link = examples().exclude(documents=None).distinct().get().documents.all()

    with file.file.open() as opened:
        assert document_kind(opened) == "pdf"
    assert (file.kind, link.kind) == (Document.Kind.INVITATION, Document.Kind.SLIDES)
    assert link.link.startswith("https://example.org/")


@pytest.mark.parametrize("moment", ["2026-12-31 23:30", "2027-03-28 02:30"])
@pytest.mark.usefixtures("_debug")
def test_examples_can_be_made_at_any_moment(moment):
    prepared.facts_at(NOW)
    with time_machine.travel(f"{moment}+01:00", tick=False):
        call_command("load_examples")
        now = timezone.now()

    assert examples().upcoming(timezone.localdate(now)).count() == 11


@pytest.mark.usefixtures("_examples")
def test_a_second_run_does_nothing():
    uids = set(examples().values_list("uid", flat=True))
    version = ContentVersion.objects.values().get()

    call_command("load_examples")

    assert set(examples().values_list("uid", flat=True)) == uids
    assert ContentVersion.objects.values().get() == version


@pytest.mark.usefixtures("_examples")
def test_they_vanish_with_their_files(settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_examples", remove=True)

    left = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert left == []
    assert examples().count() == 0
    assert (Document.objects.count(), ProgrammeItem.objects.count()) == (0, 0)
    assert Conference.objects.count() == 27


@pytest.mark.usefixtures("_debug")
def test_without_the_facts_there_are_no_examples():
    with pytest.raises(CommandError, match="run load_facts first"):
        call_command("load_examples")

    assert Conference.objects.count() == 0


def test_outside_debug_examples_are_refused():
    with pytest.raises(CommandError, match="in debug mode only"):
        call_command("load_examples")


@pytest.mark.usefixtures("_examples")
def test_what_is_confirmed_says_since_when():
    confirmed = examples(status="bestaetigt").exclude(slug="beispiel-beteiligung")

    assert list(confirmed.filter(confirmed_on=None)) == []
