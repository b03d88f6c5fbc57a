"""What is saved without a difference changes nothing for readers and calendars."""

import re
from datetime import time, timedelta

import pytest
import time_machine
from django.core.management import call_command

from conferences.models import Conference, Participation
from smartcity.content.models import ContentVersion
from smartcity.content.transaction import content_change
from tests.editor import edit
from tests.factories import (
    NOW,
    make_conference,
    make_editor,
    make_participation,
    make_project,
    make_series,
    make_theme,
    stored,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
FILES = ["/konferenzen/ulm.ics", "/konferenzen/ulm.ics?programm=1"]
FEEDS = ["/konferenzen.ics", "/konferenzen.ics?thema=energie"]
MOMENTS = ["/konferenzen.atom", "/sitemap-konferenzen-1.xml", "/api/v1/conferences/ulm/"]


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@pytest.fixture
def ulm():
    host = make_project(slug="ulm")
    conference = make_conference(
        slug="ulm",
        title="Daten",
        themes=[make_theme(slug="energie")],
        series=make_series(),
        hosts=[host],
        programme=[
            {"starts": time(10), "ends": time(11), "title": "Begrüßung"},
            {"starts": time(11), "ends": time(12), "title": "Rundgang"},
        ],
    )
    make_participation(conference, make_project(), role=Participation.Role.CONTRIBUTION)
    return stored(conference)


def fetch(client, addresses):
    answers = [client.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    return [(answer["ETag"], answer.content) for answer in answers]


def moments(client):
    """What Atom, the sitemap and the API say of the last change."""
    texts = [client.get(address).content.decode() for address in MOMENTS]
    found = [re.findall(r'(?:updated>|lastmod>|"changed_at": ?")([^<"]+)', it) for it in texts]
    assert all(found)
    return found


def save_unchanged(editor, ulm):
    edit(editor, ulm)


def save_its_theme(editor, ulm):
    edit(editor, ulm.themes.get())


def save_its_project(editor, ulm):
    edit(editor, ulm.participations.first().project)


def open_the_withdrawal(editor, ulm):
    # The button saves the form, then leads to the page that asks.
    address = edit(editor, ulm, _step="withdraw")["Location"]
    editor.get(address)
    editor.post(address, {"reason": "Sturm.", "shown": "yes"})


UNCHANGED = [save_unchanged, save_its_theme, save_its_project, open_the_withdrawal]


@pytest.mark.parametrize("save", UNCHANGED)
def test_a_save_without_a_change_is_none(editor, ulm, save):
    before, told = fetch(editor, FILES + FEEDS), moments(editor)

    save(editor, ulm)

    assert fetch(editor, FILES + FEEDS) == before
    assert moments(editor) == told


def change_slug_of_theme(editor, ulm):
    edit(editor, ulm.themes.get(), slug="strom")


def change_land_of_project(editor, ulm):
    edit(editor, ulm.participations.first().project, **{"laender-0-land": "SN"})


def rename_who_contributes(editor, ulm):
    edit(editor, ulm.participations.get(role="beitrag").project, name="Kalletal")


def let_another_contribute(editor, ulm):
    row = {"project": make_project().pk, "role": "beitrag"}
    edit(editor, ulm, parts={"participations": [row]})


def note_the_source(editor, ulm):
    edit(editor, ulm, source="Pressemitteilung")


NOT_SHOWN = [
    change_slug_of_theme,
    change_land_of_project,
    rename_who_contributes,
    let_another_contribute,
    note_the_source,
]


@pytest.mark.parametrize("change", NOT_SHOWN)
def test_what_an_entry_does_not_show_leaves_it_as_it_is(editor, ulm, change):
    before = fetch(editor, FILES)

    change(editor, ulm)

    assert fetch(editor, FILES) == before


@pytest.mark.parametrize("change", NOT_SHOWN)
def test_yet_readers_of_pages_learn_of_it(editor, ulm, change):
    change(editor, ulm)

    assert Conference.objects.get(pk=ulm.pk).page_changed_at == LATER


def events(client, address=FILES[1]):
    return re.findall(rb"BEGIN:VEVENT.*?END:VEVENT", client.get(address).content, re.DOTALL)


def test_an_item_that_changes_leaves_its_siblings_and_its_conference_alone(editor, ulm):
    before, file = events(editor), fetch(editor, FILES[:1])

    edit(editor, ulm, **{"programme-0-text": "Im Saal."})

    after = events(editor)
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True]
    assert fetch(editor, FILES[:1]) == file


def test_the_file_with_the_programme_has_another_version_then(editor, ulm):
    [(before, _body)] = fetch(editor, FILES[1:])

    edit(editor, ulm, **{"programme-0-text": "Im Saal."})

    response = editor.get(FILES[1], HTTP_IF_NONE_MATCH=before)
    assert response.status_code == 200


@pytest.mark.usefixtures("ulm")
def test_a_new_address_of_the_site_changes_entries_and_nothing_that_pages_tell(client, settings):
    told, before = moments(client), fetch(client, FILES)
    settings.SITE_URL = "https://neu.example"

    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        call_command("rebuild_calendar")

        after = fetch(client, FILES)
        assert b"DTSTAMP:20220301T130000Z" in after[0][1]
        assert [old[0] == new[0] for old, new in zip(before, after, strict=True)] == [False] * 2
        assert moments(client) == told
        empty = client.get("/konferenzen.atom?thema=unbekannt").content.decode()
    assert "<updated>2022-03-01T13:00:00" not in empty


@pytest.mark.usefixtures("ulm")
def test_another_format_that_writes_the_same_changes_no_entry(client):
    before = [body for _etag, body in fetch(client, FILES)]
    ContentVersion.objects.update(entry_format="another")

    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        call_command("rebuild_calendar")

    assert [body for _etag, body in fetch(client, FILES)] == before


@pytest.fixture
def _nothing_is_rebuilt(ulm, monkeypatch):
    monkeypatch.setattr("conferences.participants.REBUILT_IN_AN_EDIT", 0)


@pytest.mark.usefixtures("_nothing_is_rebuilt")
def test_while_an_entry_is_stale_no_condition_is_answered_from_the_stored_one(client, ulm):
    before = fetch(client, FILES + FEEDS)

    stored(ulm_renamed(ulm), now=LATER)

    answers = [
        client.get(address, HTTP_IF_NONE_MATCH=etag)
        for address, (etag, _body) in zip(FILES + FEEDS, before, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert [b"SUMMARY:Neu\r\n" in answer.content for answer in answers] == [True] * 4
    # The old bytes stay until the new ones are stored.
    assert b"SUMMARY:Daten\r\n" in Conference.objects.get(pk=ulm.pk).entry


def ulm_renamed(ulm):
    ulm.title = "Neu"
    return ulm


@pytest.mark.usefixtures("_nothing_is_rebuilt")
@pytest.mark.parametrize("title", ["Neu", "Daten"])
def test_what_is_built_on_the_way_is_what_is_stored_later(client, ulm, title):
    stored(ulm_renamed(ulm), now=LATER)
    ulm.title = title
    stored(ulm, now=LATER + timedelta(minutes=1))
    built = [body for _etag, body in fetch(client, FILES + FEEDS)]

    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        call_command("rebuild_calendar")

    assert [body for _etag, body in fetch(client, FILES + FEEDS)] == built
    assert not Conference.objects.get(pk=ulm.pk).is_entry_stale


@pytest.mark.usefixtures("_nothing_is_rebuilt")
def test_what_was_stale_and_is_the_same_keeps_its_revision(ulm):
    stored(ulm_renamed(ulm), now=LATER)
    ulm.title = "Daten"
    stored(ulm, now=LATER)

    call_command("rebuild_calendar")

    after = Conference.objects.get(pk=ulm.pk)
    assert (after.entry, after.entry_revision) == (ulm.entry, ulm.entry_revision)


def stamps(client):
    content = client.get("/konferenzen.ics").content.decode()
    return [
        re.findall(rf"\b{name}:(\w+)\r\n", content.partition("BEGIN:VEVENT")[2])
        for name in ["CREATED", "DTSTAMP", "LAST-MODIFIED"]
    ]


def test_nothing_loaded_is_created_after_its_last_change(client):
    with time_machine.travel(LATER, tick=True):
        call_command("load_facts")

    created, stamped, modified = stamps(client)
    assert len(created) > 20
    assert [later for first, later in zip(created, stamped, strict=True) if later < first] == []
    assert stamped == modified


def test_what_an_edit_makes_is_created_with_that_edit(client):
    # The row is made a moment after the edit began.
    conference = Conference(
        title="Ulm", slug="ulm", starts_on=NOW, format="virtuell", created_at=LATER
    )
    conference.publish(NOW)
    with content_change(NOW) as change, change.writing(conference):
        conference.save()

    assert stamps(client) == [["20220301T110000Z"]] * 3


def test_a_stamp_is_never_before_the_creation(client):
    conference = make_conference()
    conference.created_at = LATER + timedelta(hours=1)

    stored(conference, now=LATER)

    assert stamps(client) == [["20220301T130000Z"]] * 3
