"""Who changed what and when: one version for every edit, whole, whatever way it took."""

from datetime import time, timedelta

import pytest
import time_machine

from conferences.models import Conference, Theme
from kts.models import Article
from smartcity.content.history.recording import records_of
from smartcity.content.transaction import content_change
from smartcity.content.workflow import STEPS, take
from tests.editor import add, admin_address, edit, take_step
from tests.factories import NOW, make_article, make_colleague, make_conference, make_theme, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_colleague(is_superuser=True, first_name="Ada", last_name="Byron")


@pytest.fixture
def editor(client, ada):
    client.force_login(ada)
    return client


def versions(obj):
    """The first one first."""
    return list(records_of(type(obj), obj.pk))[::-1]


def lines(client, obj):
    return client.get(admin_address(obj, "history")).context["lines"]


def told(line):
    """[(label, pieces)] of what is different."""
    return [(it.label, it.pieces) for it in line.differences]


def test_an_edit_is_one_version_with_who_and_when(editor, ada):
    conference = make_conference(title="Alt", programme=[{"starts": time(10), "title": "Auftakt"}])
    themes = [make_theme().pk, make_theme().pk]

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        edit(editor, conference, **{"title": "Neu", "themes": themes, "programme-0-title": "Kür"})

    made, changed = versions(conference)
    assert (made.history_type, made.history_user) == ("+", None)
    assert (changed.history_user, changed.history_date) == (ada, NOW + timedelta(hours=1))
    assert (changed.title, changed.history_related["themes"]) == ("Neu", themes)
    assert [it["title"] for it in changed.history_related["programme"]] == ["Kür"]


def test_a_form_saved_without_a_change_leaves_no_version(editor):
    article = make_article()

    edit(editor, article)

    assert len(versions(article)) == 1


def test_what_calendars_and_the_search_make_of_it_is_no_version():
    theme, conference = make_theme(), make_conference()
    stored(conference, themes=[theme])

    with content_change(NOW) as change, change.writing(theme):
        theme.name = "Umbenannt"
        theme.save()

    assert [len(versions(it)) for it in (theme, conference)] == [2, 2]


def test_what_was_changed_in_bulk_is_nobodys_version(editor, ada):
    theme = make_theme(name="Alt")
    Theme.objects.update(explanation="Von Hand.")

    edit(editor, theme, name="Neu")

    found = [(it.name, it.explanation, it.history_user) for it in versions(theme)]
    assert found == [("Alt", "", None), ("Alt", "Von Hand.", None), ("Neu", "Von Hand.", ada)]


def test_a_new_one_and_its_deletion_are_versions(editor, ada):
    add(editor, Theme, name="Neu", slug="neu", kind="aeg")
    theme = Theme.objects.get()

    editor.post(admin_address(theme, "delete"), {"post": "yes"})

    kinds = [(it.history_type, it.history_user) for it in versions(theme)]
    assert kinds == [("+", ada), ("-", ada)]


def test_a_step_stands_in_the_history_with_its_comment(editor):
    draft = make_conference(publication="draft")

    take_step(editor, draft, "submit", comment="Bitte ansehen.")

    line = lines(editor, draft)[0]
    assert line.reason == f"{STEPS['submit'].done}: Bitte ansehen."
    assert [label for label, _pieces in told(line)] == ["Veröffentlichung"]


def test_a_step_taken_outside_the_admin_names_who_took_it(ada):
    draft = make_article(publication="draft")

    take(STEPS["publish"], draft, by=ada, now=NOW)

    assert versions(draft)[-1].history_user == ada


def test_the_history_tells_what_is_different_word_by_word(editor):
    article = make_article(text="<p>Ulm plant ein <strong>Netz</strong>.</p>")

    edit(editor, article, text="<p>Ulm baut ein Netz.</p>")

    newest = lines(editor, article)[0]
    assert newest.who == "Ada Byron"
    assert told(newest) == [
        ("Text", [("", "Ulm "), ("del", "plant "), ("ins", "baut "), ("", "ein Netz.")])
    ]


def test_a_changed_part_is_told_in_words(editor):
    conference = make_conference(programme=[{"starts": time(10), "title": "Auftakt"}])

    edit(editor, conference, **{"programme-0-title": "Kür"})

    page = editor.get(admin_address(conference, "history")).content.decode()
    assert ("Auftakt" in page, "Kür" in page, "<del>" in page) == (True, True, True)


def test_a_long_history_is_read_in_pages(editor):
    theme = make_theme()
    for number in range(27):
        edit(editor, theme, name=f"Name {number}")

    address = admin_address(theme, "history")
    pages = [editor.get(address, {"seite": number}).context["lines"] for number in (1, 2)]

    assert [len(found) for found in pages] == [25, 3]
    assert all(line.differences for line in [*pages[0], *pages[1][:-1]])


def test_the_history_keeps_the_files_of_documents(editor):
    article = make_article()
    row = {"title": "Neu", "link": "https://ulm.example/neu", "position": 1}

    edit(editor, article, parts={"attachments": [row]})

    (kept,) = versions(article)[-1].history_related["attachments"]
    assert (kept["title"], kept["file"]) == ("Neu", "")


def test_what_readers_see_asks_no_history(client, django_assert_max_num_queries):
    make_conference()

    with django_assert_max_num_queries(30) as asked:
        client.get("/konferenzen/")

    assert [it for it in asked.captured_queries if "_historical" in it["sql"]] == []


@pytest.mark.parametrize("model", [Conference, Article])
def test_derived_columns_are_kept_nowhere(model):
    columns = {field.name for field in model.history.model._meta.fields}

    assert columns & {"entry", "entry_revision", "search_text", "sort_key", "updated_at"} == set()


@pytest.fixture
def before_a_column():
    """A conference whose only version was stored before programme items had a position."""
    conference = make_conference(programme=[{"starts": time(10), "title": "Auftakt"}])
    [version] = versions(conference)
    for row in version.history_related["programme"]:
        del row["position"]
    version.history_fingerprint = "of fewer columns"
    version.save()
    return conference


def test_a_column_that_was_added_since_is_no_change(editor, before_a_column):
    edit(editor, before_a_column, title="Neu")

    assert [version.title for version in versions(before_a_column)][1:] == ["Neu"]
    assert [label for label, _pieces in told(lines(editor, before_a_column)[0])] == ["Titel"]


def test_a_version_from_before_a_column_is_restored(editor, before_a_column):
    edit(editor, before_a_column, **{"programme-0-title": "Kür"})
    first = versions(before_a_column)[0]

    address = f"{admin_address(before_a_column, 'history')}{first.history_id}/"
    editor.post(address, {"seen": editor.get(address).context["seen"]})

    assert before_a_column.programme.get().title == "Auftakt"
