"""An edit of many objects asks the database for all of them together where it can."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import Conference
from smartcity.content.transaction import content_change
from smartcity.media.pictures_in_text import reference_to
from tests.factories import NOW, make_conference
from tests.uploads import make_picture

LATER = NOW.replace(year=NOW.year + 1)


def shown_as_changed():
    return set(Conference.objects.filter(page_changed_at=LATER).values_list("slug", flat=True))


@pytest.mark.django_db
def test_pages_of_many_changed_objects_are_noted_together():
    conferences = [make_conference(slug=f"k-{number}") for number in range(7)]

    with CaptureQueriesContext(connection) as asked, content_change(LATER) as change:
        for conference in conferences[:6]:
            with change.writing(conference):
                conference.title = "Anders"
                conference.save()

    noted = [it["sql"] for it in asked if 'SET "page_changed_at"' in it["sql"]]
    assert shown_as_changed() == {f"k-{number}" for number in range(6)}
    assert len(noted) <= 2


@pytest.mark.django_db
def test_pages_that_show_one_of_many_changed_pictures_are_noted():
    pictures = [make_picture() for _ in range(3)]
    for number, picture in enumerate(pictures):
        make_conference(slug=f"k-{number}", text=reference_to(picture))

    with content_change(LATER) as change:
        for picture in pictures[1:]:
            with change.writing(picture):
                picture.alt = "Anderes Bild"
                picture.save()

    assert shown_as_changed() == {"k-1", "k-2"}
