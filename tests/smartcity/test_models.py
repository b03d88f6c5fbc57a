"""What the database refuses, whoever writes; and what may be deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conferences.models import Conference, Member, ModelProject
from smartcity.content.models import ContentVersion
from smartcity.media.pictures import Picture
from smartcity.publishing.publication import HasBeenPublic
from tests.factories import (
    FIRST_DAY,
    NOW,
    make_article,
    make_conference,
    make_document,
    make_project,
    make_series,
    make_theme,
)

pytestmark = pytest.mark.django_db


def is_refused(model, pk, **values):
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**values)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "values",
    [
        {"ends_on": "2022-03-21"},
        {"ends_on": None},
        {"starts_on": None, "ends_on": None},
        {"starts_on": None, "ends_on": None, "start_time": "10:00", "status": "termin-offen"},
        {"end_time": "15:00"},
        {"start_time": "15:00", "end_time": "10:00"},
        {"start_time": "15:00", "end_time": "15:00"},
        {"publication": "draft"},
        {"publication": "published", "published_at": None},
        {"publication": "withdrawn"},
        {"publication": "gone", "published_at": None},
        {"status": "verschoben"},
        {"format": "online"},
        {"land": "XX"},
        {"number": 3},
        {"latitude": "48.4"},
        {"latitude": "91", "longitude": "10"},
        {"latitude": "50", "longitude": "190"},
    ],
)
def test_the_database_refuses_what_cannot_be(values):
    conference = make_conference(starts_on=FIRST_DAY)

    assert is_refused(Conference, conference.pk, **values)


def test_a_number_is_taken_once_in_its_series():
    series = make_series()
    make_conference(series=series, number=3)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_conference(series=series, number=3)
    assert make_conference(series=make_series(), number=3).number == 3


def test_an_open_date_may_be_published_without_a_date():
    assert make_conference(starts_on=None, status="termin-offen").starts_on is None


def test_a_one_day_conference_needs_no_last_day():
    assert make_conference(starts_on=FIRST_DAY).ends_on == FIRST_DAY


@pytest.mark.parametrize("values", [{"file": "", "link": ""}, {"file": "a.pdf", "link": "x"}])
def test_a_document_is_a_file_or_a_link(values):
    document = make_document(make_conference())

    assert is_refused(type(document), document.pk, **values)


def test_a_picture_is_described_or_decorative_and_has_a_credit():
    sizes = {"file": "a.png", "width": 1, "height": 1}
    for values in [{"alt": "", "credit": "KTS"}, {"alt": "Platz", "credit": ""}]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Picture.objects.bulk_create([Picture(**sizes, **values)])


def test_there_is_one_content_version():
    with pytest.raises(IntegrityError), transaction.atomic():
        ContentVersion.objects.create(pk=2)


@pytest.mark.parametrize("slug", ["archiv", "kalender", "karte", "abonnieren", "vorlage"])
def test_a_slug_is_none_of_the_reserved_words(slug):
    with pytest.raises(ValidationError, match="andere Bedeutung"):
        make_theme().__class__(name="x", slug=slug, kind="aeg").full_clean()


def test_a_former_slug_of_another_object_is_taken():
    theme = make_theme()
    theme.former_slugs.create(slug="frueher")

    with pytest.raises(ValidationError, match="zu einer anderen Seite"):
        type(theme)(name="x", slug="frueher", kind="aeg").full_clean()
    theme.slug = "frueher"
    theme.full_clean()


@pytest.mark.parametrize(
    "link",
    [
        "https://zoom.us/j/123456",
        "https://eu01web.zoom.us/j/1?pwd=x",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting",
        "https://meet.google.com/abc-defg-hij",
        "https://example.webex.com/example/j.php?MTID=m1",
    ],
)
def test_the_join_link_of_a_meeting_room_is_refused(link):
    conference = make_conference(public_link=link)

    with pytest.raises(ValidationError, match="Einwahl-Link"):
        conference.full_clean()


@pytest.mark.parametrize("link", ["https://zoom.us/webinar/register/1", "https://example.org/j/1"])
def test_a_registration_is_no_join_link(link):
    make_conference(public_link=link).full_clean()


def conference_at(clock):
    return Conference(
        title="x", slug="x", format="virtuell", starts_on="2022-03-27", start_time=clock
    )


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59"])
def test_a_time_that_the_clocks_skip_is_refused(clock):
    with pytest.raises(ValidationError) as refused:
        conference_at(clock).full_clean()

    assert list(refused.value.message_dict) == ["start_time"]


@pytest.mark.parametrize("clock", ["01:59", "03:00"])
def test_the_times_around_the_skipped_hour_are_possible(clock):
    conference_at(clock).full_clean()


@pytest.mark.parametrize("make", [make_conference, make_article])
def test_what_has_been_public_is_never_deleted(make):
    public = make()
    withdrawn = make(publication="withdrawn", published_at=NOW, withdrawn_at=NOW)

    for obj in [public, withdrawn]:
        with pytest.raises(HasBeenPublic):
            obj.delete()
    with pytest.raises(HasBeenPublic):
        type(public).objects.all().delete()
    assert type(public).objects.count() == 2


@pytest.mark.parametrize("make", [make_conference, make_article])
def test_drafts_and_examples_can_be_deleted(make):
    make(publication="draft").delete()
    make(is_example=True).delete()
    model = type(make(publication="draft"))
    make(is_example=True)

    model.objects.all().delete()

    assert not model.objects.exists()


def test_merging_moves_everything_and_leads_there():
    old, new = make_theme(slug="alt"), make_theme(name="Neu")
    both = make_conference(themes=[old, new])
    one = make_conference(themes=[old])
    article = make_article(themes=[old])

    old.merge_into(new)

    assert set(new.conferences.all()) == {both, one}
    assert list(article.themes.all()) == [new]
    assert not old.conferences.exists()
    assert list(type(new).objects.resolved(["alt"])) == [("alt", new.pk, new.slug, "Neu")]


def test_members_and_laender_go_with_their_project():
    project = make_project(laender=["BW", "HE"])
    Member.objects.create(project=project, name="Ähre")

    assert list(ModelProject.objects.in_laender(["HE"])) == [project]
    assert list(ModelProject.objects.in_laender(["BW", "HE"])) == [project]
    project.delete()
    assert not Member.objects.exists()
