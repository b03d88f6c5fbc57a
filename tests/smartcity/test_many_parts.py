"""A large congress is saved like any other; what nobody has typed is refused with a sentence."""

import pytest

from conferences.models import ProgrammeItem
from tests.editor import admin_address, edit, errors_of, filled
from tests.factories import make_conference, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def test_a_congress_with_a_long_programme_is_saved(editor):
    items = [{"title": f"Punkt {number}", "starts": "09:00"} for number in range(120)]
    congress = make_conference(programme=items)

    response = edit(editor, congress, title="Kongress")

    congress.refresh_from_db()
    assert (response.status_code, congress.title) == (302, "Kongress")


def test_more_rows_than_anybody_needs_are_refused_in_a_sentence(editor):
    conference = make_conference()
    sent = filled(editor.get(admin_address(conference)).context)

    response = editor.post(admin_address(conference), sent | {"programme-TOTAL_FORMS": 100_000})

    assert errors_of(response)["parts"] == ["Höchstens 500 Zeilen sind möglich."]
    assert ProgrammeItem.objects.count() == 0
