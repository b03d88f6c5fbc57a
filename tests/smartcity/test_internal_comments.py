"""What editors tell one another is neither told to readers nor shown to hosts."""

import pytest

from smartcity.roles import HOSTS
from smartcity.workflow import STEPS, take
from tests.editor import admin_address, step_address, take_step
from tests.factories import NOW, make_article, make_colleague, make_conference, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_colleague(is_superuser=True)


@pytest.fixture
def host():
    host = make_colleague(HOSTS)
    host.projects.add(make_project())
    return host


@pytest.fixture
def conference(host, chief):
    """Returned to draft with a comment, and with a source."""
    hosts = [host.projects.get()]
    conference = make_conference(hosts=hosts, publication="in-review", source="Aus dem Protokoll")
    take(STEPS["return"], conference, by=chief, now=NOW, comment="Die Stadt ist schwierig.")
    return conference


def seen_by(client, user, conference):
    client.force_login(user)
    pages = [client.get(admin_address(conference, view)) for view in ("change", "history")]
    return "".join(page.content.decode() for page in pages)


@pytest.mark.parametrize("words", ["Für die Redaktion", "Aus dem Protokoll", "schwierig"])
def test_editors_read_it_and_hosts_do_not(client, conference, host, chief, words):
    assert words in seen_by(client, chief, conference)
    assert words not in seen_by(client, host, conference)


def test_a_host_who_saves_keeps_what_it_does_not_see(client, conference, host):
    client.force_login(host)
    form = client.get(admin_address(conference)).context["adminform"].form

    assert "source" not in form.fields
    assert conference.source == "Aus dem Protokoll"


def test_a_withdrawal_has_a_reason_for_readers_and_a_note_for_editors(client, chief):
    client.force_login(chief)
    conference = make_conference()

    take_step(client, conference, "withdraw", comment="Saal gesperrt.", note="Streit um Kosten.")

    step = conference.steps.get()
    assert [it.reason for it in conference.changes.all()] == ["Saal gesperrt."]
    assert (step.comment, step.note) == ("Saal gesperrt.", "Streit um Kosten.")
    assert "Streit um Kosten." in client.get(admin_address(conference)).content.decode()
    assert "Streit" not in client.get(conference.get_absolute_url()).content.decode()


def test_only_what_is_told_asks_for_both(client, chief):
    client.force_login(chief)
    draft = make_article(publication="draft", published_at=None)

    forms = [
        client.get(step_address(article, step)).context["form"]
        for article, step in [(make_article(), "withdraw"), (draft, "schedule")]
    ]

    assert [list(form.fields) for form in forms] == [["comment", "note"], ["moment", "comment"]]
