"""Those who look after the website see who did what to which object, and nothing of its content."""

import pytest
from django.contrib.admin.models import LogEntry

from conferences.models import Theme
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS
from tests.editor import admin_address, edit
from tests.factories import make_article, make_colleague, make_theme

pytestmark = pytest.mark.django_db
LIST = "/admin/admin/logentry/"


@pytest.fixture
def technician(client):
    client.force_login(make_colleague(is_superuser=True, first_name="Ada", last_name="Byron"))
    edit(client, make_article(title="Alter Titel"), title="Neuer Titel", teaser="Streng geheim.")
    edit(client, make_theme(name="Thema"), explanation="Noch geheimer.")
    client.force_login(make_colleague(TECHNICIANS))
    return client


def names(response):
    return [it.object_repr for it in response.context["cl"].result_list]


def test_it_tells_who_did_what_and_nothing_of_the_content(technician):
    page = technician.get(LIST).content.decode()

    told = ["Ada Byron", "Neuer Titel", "Alter Titel", "Streng geheim.", "Noch geheimer."]
    assert [it in page for it in told] == [True, True, False, False, False]


def test_it_is_filtered_by_kind_and_by_day(technician):
    kind = LogEntry.objects.get(object_repr="Thema").content_type_id
    day = LogEntry.objects.last().action_time

    of_kind = technician.get(LIST, {"content_type__id__exact": kind})
    of_last_year = technician.get(LIST, {"action_time__year": day.year - 1})

    assert (names(of_kind), names(of_last_year)) == (["Thema"], [])


@pytest.mark.parametrize(
    ("role", "status"), [(TECHNICIANS, 200), (EDITORS, 403), (CHIEF_EDITORS, 403), (HOSTS, 403)]
)
def test_it_is_for_technicians(client, role, status):
    client.force_login(make_colleague(role))

    assert client.get(LIST).status_code == status


def test_nobody_changes_it_and_nobody_opens_a_line(technician):
    line = LogEntry.objects.first()

    answers = [
        technician.get(admin_address(line, view)).status_code
        for view in ["change", "delete", "history"]
    ]

    assert answers == [403, 403, 403]
    assert Theme.objects.count() == 1
