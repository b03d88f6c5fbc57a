import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from conferences.laender import Land
from conferences.models import Conference, ModelProject
from kts.models import Article
from smartcity.content.models import ContentVersion
from tests.factories import make_project, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def _debug(settings):
    settings.DEBUG = True


def upcoming():
    return Conference.objects.upcoming(timezone.localdate())


@pytest.mark.usefixtures("_debug")
@pytest.mark.parametrize(("number", "ahead", "articles"), [(1, 1, 1), (60, 30, 6), (500, 200, 50)])
def test_it_makes_the_number_asked_for_and_about_200_upcoming(number, ahead, articles):
    call_command("generate", number)

    assert Conference.objects.count() == number
    assert upcoming().count() == ahead
    assert Article.objects.count() == articles
    assert ModelProject.objects.count() == 0


@pytest.mark.usefixtures("_debug")
def test_what_it_makes_is_valid_published_and_says_that_it_is_an_example():
    themes, projects = [make_theme() for _ in range(4)], [make_project() for _ in range(4)]

    call_command("generate", 60)

    for made in [*Conference.objects.all(), *Article.objects.all()]:
        made.full_clean()
        assert made.is_example
        assert made.is_published(timezone.now())
        assert made.title.startswith("Beispiel")
    assert Conference.objects.filter(themes__in=themes).exists()
    assert Conference.objects.filter(participations__project__in=projects).exists()
    assert Conference.objects.exclude(programme=None).exists()


@pytest.mark.usefixtures("_debug")
def test_what_follows_from_other_columns_is_what_saving_would_store():
    call_command("generate", 3)
    columns = ["ends_on", "sort_key", "search_text"]
    stored = list(Conference.objects.order_by("pk").values(*columns))

    for conference in Conference.objects.all():
        conference.save()

    assert list(Conference.objects.order_by("pk").values(*columns)) == stored


@pytest.mark.usefixtures("_debug")
def test_all_years_laender_formats_and_states_occur():
    call_command("generate", 500)
    past = Conference.objects.past(timezone.localdate())
    years = range(2019, timezone.localdate().year)

    def values(name):
        return set(Conference.objects.values_list(name, flat=True))

    assert set(years) <= {day.year for day in past.values_list("starts_on", flat=True)}
    assert values("land") == set(Land.values)
    assert values("format") == set(Conference.Format.values)
    assert values("status") == set(Conference.Status.values)


@pytest.mark.usefixtures("_debug")
def test_the_same_seed_makes_the_same_and_another_one_does_not():
    made = []
    for seed in [1, 1, 2]:
        call_command("generate", 5, seed=seed)
        made.append(list(Conference.objects.order_by("slug").values_list("uid", "title", "slug")))
        Conference.objects.all().delete()

    assert made[0] == made[1]
    assert made[0] != made[2]


@pytest.mark.usefixtures("_debug")
def test_a_second_run_adds_to_the_first():
    call_command("generate", 5, projects=True)
    call_command("generate", 50, projects=True)

    assert Conference.objects.count() == 55
    assert Article.objects.count() == 6
    assert ModelProject.objects.exclude(laender=None).count() == 1


@pytest.mark.usefixtures("_debug")
def test_one_run_is_one_change_and_leaves_no_entry_to_be_built():
    call_command("generate", 400)

    version = ContentVersion.objects.get()
    assert (version.content, version.calendar) == (1, 1)
    assert Conference.objects.with_stale_entry().count() == 0


@pytest.mark.usefixtures("_debug")
def test_a_number_below_one_is_refused():
    with pytest.raises(CommandError, match="At least 1 conference"):
        call_command("generate", 0)


def test_outside_debug_nothing_is_generated():
    with pytest.raises(CommandError, match="in debug mode only"):
        call_command("generate", 5)
