"""What hosts change in something public waits until the chief editors take it over."""

from datetime import time

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from conferences.examples.pdf import pdf_of
from conferences.models import Conference
from smartcity.content.models import Proposal
from smartcity.content.proposals import propose
from smartcity.content.transaction import current_version
from smartcity.content.values import value_of
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS
from tests.editor import admin_address, edit, errors_of
from tests.factories import (
    NOW,
    make_colleague,
    make_conference,
    make_document,
    make_project,
    make_theme,
)

pytestmark = pytest.mark.django_db
DAY = {"starts": "11:00", "day": 1, "kind": "vortrag"}


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def project():
    return make_project(name="Ulm")


@pytest.fixture
def host(project):
    host = make_colleague(HOSTS, username="ulm")
    host.projects.add(project)
    return host


@pytest.fixture
def chief():
    return make_colleague(CHIEF_EDITORS, username="chefin")


@pytest.fixture
def ulm(project):
    item = {"starts": time(10), "title": "Begrüßung"}
    return make_conference(title="Daten", city="Ulm", hosts=[project], programme=[item])


def proposed(client, host, conference, **changes):
    """What a host proposes by saving the form."""
    client.force_login(host)
    response = edit(client, conference, **changes)
    assert response.status_code == 302
    return Proposal.objects.first()


def decide(client, chief, proposal, answer="", **verdicts):
    client.force_login(chief)
    chosen = {f"field-{name}": verdict for name, verdict in verdicts.items()}
    return client.post(admin_address(proposal), chosen | {"answer": answer})


def fields_of(proposal):
    return {it["field"]: (it["old"], it["new"], it["state"]) for it in proposal.changes}


def test_what_a_host_saves_of_something_public_is_only_proposed(client, host, ulm):
    before = current_version(NOW).content

    proposal = proposed(client, host, ulm, title="Karten", city="Bonn")

    stored = Conference.objects.get()
    assert (stored.title, stored.city, current_version(NOW).content) == ("Daten", "Ulm", before)
    assert (proposal.author, proposal.target) == (host, ulm)
    assert fields_of(proposal) == {
        "title": ("Daten", "Karten", "open"),
        "city": ("Ulm", "Bonn", "open"),
    }


def test_a_form_saved_without_a_change_proposes_nothing(client, host, ulm):
    assert proposed(client, host, ulm) is None


@pytest.mark.parametrize("publication", ["draft", "in-review"])
def test_a_host_edits_what_is_not_public_directly(client, host, project, publication):
    draft = make_conference(hosts=[project], publication=publication)

    assert proposed(client, host, draft, title="Karten") is None
    assert Conference.objects.get().title == "Karten"


@pytest.mark.parametrize(
    "fields",
    [
        {"publication": "published", "published_at": "2099-01-01T00:00Z"},
        {"publication": "withdrawn", "published_at": NOW, "withdrawn_at": NOW},
    ],
)
def test_what_is_scheduled_or_withdrawn_counts_as_public(client, host, project, fields):
    conference = make_conference(title="Daten", hosts=[project], **fields)

    proposed(client, host, conference, title="Karten")

    assert (Conference.objects.get().title, Proposal.objects.count()) == ("Daten", 1)


def test_editors_change_what_is_public_without_a_proposal(client, ulm):
    assert proposed(client, make_colleague(EDITORS), ulm, title="Karten") is None
    assert Conference.objects.get().title == "Karten"


def test_the_host_sees_what_waits_and_adds_to_it(client, host, ulm):
    proposed(client, host, ulm, title="Karten", city="Bonn")

    proposal = proposed(client, host, ulm, city="Köln", teaser="Neu.")

    page = client.get(admin_address(ulm)).content.decode()
    assert [word in page for word in ["Karten", "Köln", "Bonn"]] == [True, True, False]
    assert (Proposal.objects.count(), list(fields_of(proposal))) == (
        1,
        ["title", "city", "teaser"],
    )


def test_fields_are_taken_over_and_refused_one_by_one(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, title="Karten", city="Bonn", teaser="Neu.")

    decide(client, chief, proposal, "Der Titel bleibt.", title="refused", city="accepted")

    proposal.refresh_from_db()
    stored = Conference.objects.get()
    assert (stored.title, stored.city, stored.teaser) == ("Daten", "Bonn", "")
    assert [it["state"] for it in proposal.changes] == ["refused", "open", "accepted"]
    assert (proposal.is_open, proposal.decided_by, proposal.answer) == (
        True,
        chief,
        "Der Titel bleibt.",
    )


def test_what_is_taken_over_is_told_like_a_direct_edit(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, city="Bonn")

    decide(client, chief, proposal, city="accepted")

    conference = Conference.objects.get()
    told = [change.sentence for change in conference.changes.all()]
    assert (told, conference.sequence) == (["Neuer Ort: Bonn, bisher: Ulm."], 1)
    assert b"LOCATION:Bonn" in bytes(conference.entry)


def test_themes_and_the_programme_are_each_one_field(client, host, chief, ulm):
    theme = make_theme(name="Energie")
    make_document(ulm)
    uid = ulm.programme.get().uid
    proposal = proposed(
        client,
        host,
        ulm,
        themes=[theme.pk],
        parts={"programme": [DAY | {"title": "Neu"}]},
        **{"programme-0-title": "Eröffnung"},
    )

    decide(client, chief, proposal, themes="accepted", programme="accepted")

    assert list(fields_of(proposal)) == ["themes", "programme"]
    assert [it.title for it in ulm.programme.all()] == ["Eröffnung", "Neu"]
    assert ulm.programme.filter(uid=uid).count() == 1
    assert (list(ulm.themes.all()), ulm.documents.count()) == ([theme], 1)


def test_an_item_left_out_is_deleted_once_that_is_taken_over(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, **{"programme-0-DELETE": "on"})
    before = ulm.programme.count()

    decide(client, chief, proposal, programme="accepted")

    assert (before, ulm.programme.count()) == (1, 0)


def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_changed(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, starts_on="05.04.2022", ends_on="05.04.2022")

    response = decide(client, chief, proposal, starts_on="accepted", ends_on="refused")

    proposal.refresh_from_db()
    sentences = [_("A conference cannot end before it starts.")]
    assert list(response.context["form"].non_field_errors()) == sentences
    assert Conference.objects.get().starts_on == ulm.starts_on
    assert [it["state"] for it in proposal.changes] == ["open", "open"]


def test_a_stale_field_shows_what_is_there_now(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, city="Bonn")
    client.force_login(chief)
    edit(client, ulm, city="Köln")

    page = client.get(admin_address(proposal))

    (difference, _choice), *others = page.context["rows"]
    assert (difference.current, others) == ("Köln", [])


def test_the_differences_are_marked_word_by_word(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, text="<p>Ein neuer Satz</p>")

    client.force_login(chief)
    (difference, _choice), *_others = client.get(admin_address(proposal)).context["rows"]

    assert (difference.old, difference.new) == ([], [(True, "Ein neuer Satz")])


def test_a_file_is_refused_with_a_sentence(client, host, ulm):
    client.force_login(host)
    document = {
        "title": "Folien",
        "kind": "praesentation",
        "position": 0,
        "file": SimpleUploadedFile("folien.pdf", pdf_of(["Folien"])),
    }

    response = edit(client, ulm, parts={"documents": [document]})

    assert list(errors_of(response)) == ["file"]
    assert Proposal.objects.count() == 0


def test_nor_can_it_be_proposed_to_take_a_file_away(client, host, ulm):
    stored = make_document(ulm, link="", file=SimpleUploadedFile("folien.pdf", pdf_of(["Folien"])))
    client.force_login(host)
    row = {"documents-0-file-clear": "on", "documents-0-link": "https://ulm.example/"}

    response = edit(client, ulm, **row)

    assert list(errors_of(response)) == ["file"]
    assert (Proposal.objects.count(), bool(stored.file)) == (0, True)


def test_a_host_may_propose_a_cancellation(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, status="abgesagt")

    decide(client, chief, proposal, status="accepted")

    assert Conference.objects.get().is_cancelled


def test_a_proposal_needs_no_person(ulm):
    values = {"city": "Bonn", "programme": value_of(ulm, "programme")}

    first = propose(ulm, values, now=NOW, source="Kalender der Stadt")
    second = propose(ulm, {"city": "Bonn"}, now=NOW, source="Kalender der Stadt")

    assert (first.proposer, list(fields_of(first)), second.pk) == (
        "Kalender der Stadt",
        ["city"],
        first.pk,
    )


def test_the_list_shows_what_is_open(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, city="Bonn")
    address = reverse("admin:smartcity_proposal_changelist")
    client.force_login(chief)

    def listed(query):
        return list(client.get(address + query).context["cl"].result_list)

    before = listed("")
    decide(client, chief, proposal, city="refused")

    assert [before, listed(""), listed("?decided=yes")] == [[proposal], [], [proposal]]


def test_two_decisions_at_once_count_only_once(client, host, chief, ulm):
    proposal = proposed(client, host, ulm, city="Bonn")

    decide(client, chief, proposal, city="refused")
    decide(client, chief, proposal, city="accepted")

    assert Conference.objects.get().city == "Ulm"
