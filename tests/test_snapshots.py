from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from conferences.models import Conference
from tests.content_cases import make_world
from tests.factories import make_account, make_conference
from tests.snapshots import restore, snapshot_of, stored_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploads(settings, tmp_path):
    """Make an empty folder the one of the uploads, and return it."""

    def use(name):
        settings.MEDIA_ROOT = tmp_path / name
        settings.MEDIA_ROOT.mkdir()
        return settings.MEDIA_ROOT

    return use


def snapshot_of_the_world():
    """A snapshot, and all rows of the database it was taken from, which is rolled back."""
    with transaction.atomic():
        snapshot = snapshot_of(lambda: make_world() and None)
        rows = all_rows()
        transaction.set_rollback(True)
    return snapshot, rows


def all_rows():
    return {model: stored_rows(model) for model in apps.get_models(include_auto_created=True)}


def files_in(folder):
    paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in paths}


def test_restored_rows_and_uploads_are_those_that_were_made(uploads):
    made = uploads("made")
    snapshot, rows = snapshot_of_the_world()
    empty = all_rows()
    put_back = uploads("restored")

    restore(snapshot)

    assert all_rows() == rows != empty
    assert files_in(put_back) == files_in(made) != {}


def test_rows_can_be_added_to_what_was_restored(uploads):
    uploads("made")
    snapshot, _rows = snapshot_of_the_world()

    restore(snapshot)
    make_conference(slug="neu")

    assert Conference.objects.count() == 2


def test_rows_of_the_test_itself_stay(uploads):
    uploads("made")
    snapshot, _rows = snapshot_of_the_world()
    account = make_account()

    restore(snapshot)

    account.refresh_from_db()


def test_nothing_is_restored_twice(uploads):
    uploads("made")
    snapshot, _rows = snapshot_of_the_world()
    restore(snapshot)

    with pytest.raises(IntegrityError), transaction.atomic():
        restore(snapshot)
