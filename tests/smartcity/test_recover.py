"""What the page says before a deleted draft comes back."""

import pytest

from conferences.models import Conference
from smartcity.content.transaction import content_change
from tests.editor import admin_address
from tests.factories import NOW, make_colleague, make_conference

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """Of a deleted draft whose address something else has by now."""
    client.force_login(make_colleague(is_superuser=True))
    draft = make_conference(publication="draft", title="Entwurf", slug="entwurf")
    with content_change(NOW) as change, change.writing(draft):
        draft.delete()
    make_conference(slug="entwurf")
    deleted = f"{admin_address(Conference, 'changelist')}deleted/"
    (line,) = client.get(deleted).context["lines"]
    return client.get(f"{deleted}{line.number}/")


def test_only_what_comes_back_is_listed(page):
    listed = {it.label: it.pieces for it in page.context["differences"]}

    assert listed["Titel"] == [("ins", "Entwurf")]
    assert {"Text", "Kurztext", "Stadt"}.isdisjoint(listed)
    assert "Nur die Gestaltung" not in page.content.decode()


def test_it_says_what_will_be_new(page):
    assert "„entwurf-2“" in page.content.decode()
    assert "bleiben" not in page.content.decode()
