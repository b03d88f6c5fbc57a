from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from conferences.models import Conference, Member, ModelProject, Participation, Series, Theme
from kts.models import Article, Network
from smartcity.content.models import ContentVersion
from smartcity.content.transaction import content_change
from smartcity.models import Page
from smartcity.publishing.publication import Publication
from smartcity.spreadsheets.fact_files import read_table
from tests import prepared
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def _facts():
    prepared.facts_at(NOW)


def test_the_facts_are_complete():
    with time_machine.travel(NOW, tick=False):
        call_command("load_facts")

    counts = [model.objects.count() for model in (ModelProject, Member, Theme, Series, Conference)]

    assert counts == [73, 100, 24, 2, 27]
    assert Network.objects.filter(kind=Network.Kind.COMMUNITY).count() == 7
    assert Article.objects.count() >= 10
    assert Page.objects.count() == 5


@pytest.mark.usefixtures("_facts")
def test_the_first_three_conferences_were_virtual_and_have_no_clock_time():
    columns = ["starts_on", "ends_on", "start_time", "format", "city", "participations__project"]
    names = [*columns[:5], "participations__project__slug"]

    first = Conference.objects.order_by("starts_on")[:3].values_list(*names)

    assert list(first) == [
        (date(2022, 3, 22), date(2022, 3, 22), None, "virtuell", "", "mayen-koblenz"),
        (date(2022, 3, 31), date(2022, 3, 31), None, "virtuell", "", "lemgo-kalletal"),
        (date(2022, 4, 5), date(2022, 4, 5), None, "virtuell", "", "ulm"),
    ]


@pytest.mark.usefixtures("_facts")
def test_calendar_uids_are_the_same_on_every_installation():
    ulm = Conference.objects.get(slug="regionalkonferenz-03-2022")

    assert str(ulm.uid) == "20d40d76-b64f-42e8-9773-8e5f6d56e195"


@pytest.mark.usefixtures("_facts")
def test_every_conference_is_confirmed_published_and_has_its_entry():
    states = Conference.objects.values_list("status", "publication", "published_at", "is_example")

    assert set(states) == {("bestaetigt", Publication.PUBLISHED, NOW, False)}
    assert Conference.objects.with_stale_entry().count() == 0
    assert Conference.objects.filter(participations=None).count() == 0
    assert Conference.objects.filter(themes=None).count() == 0
    assert set(Participation.objects.values_list("role", flat=True)) == {"gastgeber"}


@pytest.mark.usefixtures("_facts")
@pytest.mark.parametrize(
    ("slug", "laender"),
    [("connected-urban-twins", ["HH", "SN", "BY"]), ("rhein-neckar", ["BW", "RP", "HE"])],
)
def test_a_cooperation_is_found_under_each_of_its_laender(slug, laender):
    found = [ModelProject.objects.in_laender([land]).filter(slug=slug) for land in laender]

    assert [projects.count() for projects in found] == [1, 1, 1]


@pytest.mark.usefixtures("_facts")
def test_a_second_run_creates_nothing_and_is_no_change(capsys):
    models = [Conference, Participation, ModelProject, Member, Theme, Article, Network, Page]
    before = [model.objects.count() for model in models], ContentVersion.objects.values().get()

    call_command("load_facts")

    after = [model.objects.count() for model in models], ContentVersion.objects.values().get()
    assert after == before
    assert capsys.readouterr().out == "Facts: nothing to add.\n"


@pytest.mark.usefixtures("_facts")
def test_what_an_editor_changed_stays():
    ulm = Conference.objects.get(slug="regionalkonferenz-03-2022")
    with content_change(timezone.now()) as change, change.writing(ulm):
        ulm.title, ulm.slug = "Ulm", "ulm-2022"
        ulm.save()
        ulm.themes.clear()
        ulm.participations.all().delete()

    call_command("load_facts")

    ulm = Conference.objects.get(uid=ulm.uid)
    assert (ulm.title, ulm.slug) == ("Ulm", "ulm-2022")
    assert (ulm.themes.count(), ulm.participations.count()) == (0, 0)
    assert Conference.objects.count() == 27


@pytest.mark.usefixtures("_facts")
def test_what_moved_to_another_address_is_not_made_again():
    theme = Theme.objects.get(slug="energie")
    with content_change(timezone.now()) as change, change.writing(theme):
        theme.slug = "strom-und-waerme"
        theme.save()

    call_command("load_facts")

    assert Theme.objects.count() == 24


@pytest.mark.usefixtures("_facts")
def test_a_removed_member_of_a_project_stays_removed():
    Member.objects.filter(name="Arnsberg").delete()

    call_command("load_facts")

    assert Member.objects.filter(name="Arnsberg").count() == 0


def test_an_article_appears_in_the_morning_of_its_day():
    with time_machine.travel(datetime(2026, 11, 1, tzinfo=UTC), tick=False):
        call_command("load_facts")

    article = Article.objects.get(slug="mitmachen-ohne-foerderung")
    assert article.published_at == datetime(2026, 3, 10, 7, tzinfo=UTC)


@pytest.mark.usefixtures("_facts")
def test_an_article_of_a_later_day_appears_at_once():
    assert set(Article.objects.values_list("published_at", flat=True)) == {NOW}


def test_a_table_of_facts_is_read_to_its_last_row(tmp_path):
    table = tmp_path / "many.csv"
    table.write_text("slug\n" + "ulm\n" * 20_001)

    assert len(read_table(table, ["slug"])) == 20_001
