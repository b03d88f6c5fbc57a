"""What editors tell one another is neither told to readers nor shown to hosts."""

import pytest

from smartcity.content.workflow import STEPS, take
from smartcity.publishing.roles import HOSTS
from tests.editor import admin_address, edit, step_address, take_step
from tests.factories import (
    NOW,
    make_article,
    make_colleague,
    make_conference,
    make_project,
    make_theme,
)

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


def test_a_host_restores_without_what_it_does_not_see(client, conference, host, chief):
    client.force_login(chief)
    edit(client, conference, source="Neu", title="Neu")
    conference.refresh_from_db()
    client.force_login(host)
    address = f"{admin_address(conference, 'history')}{conference.history.last().history_id}/"
    seen = client.get(address)

    client.post(address, {"seen": seen.context["seen"]})

    conference.refresh_from_db()
    assert [it.name for it in seen.context["differences"]] == ["title"]
    assert (conference.title != "Neu", conference.source) == (True, "Neu")


@pytest.mark.parametrize("kind", ["table", "form"])
def test_neither_tables_nor_themes_show_a_source_to_hosts(client, conference, host, chief, kind):
    theme = make_theme(source="Aus dem Protokoll")
    address = admin_address(theme)
    if kind == "table":
        address = f"{admin_address(conference, 'changelist')}table/conference.csv"

    shown = {}
    for user in (chief, host):
        client.force_login(user)
        shown[user] = b"".join(client.get(address)).decode("utf-8-sig")

    assert ["Aus dem Protokoll" in text for text in shown.values()] == [True, False]
    assert [conference.title in shown[host], theme.name in shown[host]].count(True) == 1


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
