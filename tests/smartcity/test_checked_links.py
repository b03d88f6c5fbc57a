"""What `check_links` looks for, notes and tells the editors."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import models

from conferences.models import Document
from kts.models import Attachment
from smartcity.links.columns import LINK_COLUMNS, objects_linking_to, public_links
from smartcity.links.models import CheckedLink, LinkProblem
from smartcity.media.richtext import RichTextField
from smartcity.models import Page
from tests.counting import number_of_queries
from tests.editor import admin_address
from tests.factories import (
    NOW,
    make_article,
    make_conference,
    make_document,
    make_editor,
    make_project,
    stored,
)
from tests.links import serving

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def server():
    with serving() as server:
        yield server


def check(moment=NOW, **options):
    with time_machine.travel(moment, tick=False):
        call_command("check_links", "--allow-network=127.0.0.0/8", "--delay=0", **options)


def make_link(**fields):
    defaults = {"address": "https://ulm.example/", "checked_at": NOW, "status": 200}
    return CheckedLink.objects.create(**defaults | fields)


def test_every_column_with_links_is_looked_at():
    own = {
        it
        for it in apps.get_models()
        if it._meta.app_label in {"conferences", "kts", "smartcity"}
        and not it.__name__.startswith("Historical")
    }
    columns = {
        (model._meta.label, field.name)
        for model in own
        for field in model._meta.fields
        if isinstance(field, models.URLField | RichTextField)
    }

    assert {(it.label, it.column) for it in LINK_COLUMNS} == columns


def test_links_are_found_wherever_readers_see_them():
    text = '<p><a href="https://{0}.example/?a=1&amp;b=2#c">x</a> <a href="/wissen/">y</a></p>'
    conference = make_conference(public_link="https://a.example/", text=text.format("b"))
    make_document(conference, link="https://c.example/")
    make_project(website="https://d.example/")
    article = make_article(text=text.format("e"))
    stored(Attachment(article=article, title="Anhang", link="https://f.example/"))
    stored(Page(slug="impressum", title="Impressum", body=text.format("g")))

    found = public_links(NOW)

    assert found == [
        "https://a.example/",
        "https://b.example/?a=1&b=2",
        "https://c.example/",
        "https://d.example/",
        "https://e.example/?a=1&b=2",
        "https://f.example/",
        "https://g.example/?a=1&b=2",
    ]


def test_links_in_drafts_and_to_ourselves_are_not_followed():
    draft = make_conference(publication="draft", public_link="https://a.example/")
    make_document(draft, link="https://b.example/")
    make_conference(public_link="https://katalog.example/wissen/")

    assert public_links(NOW) == []


def test_it_is_told_where_a_link_stands():
    text = '<p><a href="https://ulm.example/?a=1&amp;b=2">x</a></p>'
    conference = make_conference(public_link="https://ulm.example/?a=1&b=2#c")
    document = make_document(conference, link="https://ulm.example/?a=1&b=2")
    article = make_article(text=text)
    make_article(text=text.replace("b=2", "b=23"))

    found = objects_linking_to(["https://ulm.example/?a=1&b=2", "https://nie.example/"], NOW)

    assert document.conference == conference
    assert found == {
        "https://ulm.example/?a=1&b=2": [conference, article],
        "https://nie.example/": [],
    }


def test_what_is_gone_is_broken_at_once(server):
    make_conference(public_link=f"{server.address}/404")
    make_conference(public_link=f"{server.address}/401")

    check()

    assert [it.address for it in CheckedLink.objects.broken()] == [f"{server.address}/404"]


def test_what_fails_twice_is_broken_and_well_again_after_one_good_answer(server):
    server.targets["x"] = "/500"
    make_conference(public_link=f"{server.address}/to/x")

    counts = []
    for day, target in enumerate(["/500", "/500", "/"]):
        server.targets["x"] = target
        check(NOW + day * DAY)
        counts.append(CheckedLink.objects.broken().count())

    assert counts == [0, 1, 0]
    assert CheckedLink.objects.values_list("failures", "first_failed_at").get() == (0, None)


def test_a_good_link_is_asked_once_a_week(server):
    make_conference(public_link=f"{server.address}/")

    for days in [0, 6, 8]:
        check(NOW + days * DAY)

    assert len(server.asked) == 2


def test_a_link_that_stands_nowhere_any_more_is_forgotten(server):
    make_link(status=404)

    check()

    assert not CheckedLink.objects.exists()


def test_a_run_asks_no_more_than_its_limit(server, capsys):
    for number in range(3):
        make_conference(public_link=f"{server.address}/{number}")

    check(limit=2)

    assert len(server.asked) == 2
    assert capsys.readouterr().out == "Links: 2 checked, 0 broken.\n"


def test_a_run_ends_after_its_time(server):
    for number in range(3):
        make_conference(public_link=f"{server.address}/{number}")

    check(minutes=-1)

    assert len(server.asked) == 1


def test_without_an_argument_no_private_network_is_asked(server):
    make_conference(public_link=f"{server.address}/")

    with time_machine.travel(NOW, tick=False):
        call_command("check_links")

    assert server.asked == []
    assert CheckedLink.objects.get().problem == LinkProblem.PRIVATE


def test_editors_read_where_a_broken_link_stands(client):
    client.force_login(make_editor())
    conference = make_conference(title="Ulm", public_link="https://ulm.example/")
    link = make_link(status=404)

    pages = [client.get(admin_address(link, view)) for view in ["changelist", "change"]]

    address = admin_address(conference)
    assert [f'<a href="{address}">' in page.content.decode() for page in pages] == [True, True]


def test_the_list_of_links_asks_as_much_for_one_as_for_many(client):
    client.force_login(make_editor())
    address = admin_address(CheckedLink, "changelist")
    counts = []
    for number in range(3):
        link = f"https://ulm.example/{number}"
        make_document(make_conference(public_link=link), link=link, kind=Document.Kind.REPORT)
        make_link(address=link)
        counts.append(number_of_queries(client, address))

    assert counts[0] == counts[2]
