"""Nothing is overwritten: mine, theirs, and which to keep, for each field of a form."""

import pytest

from conferences.models import Conference
from tests.content_cases import make_picture
from tests.editor import admin_address, edit, filled
from tests.factories import make_article, make_colleague, make_conference, make_theme
from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_colleague(is_superuser=True, first_name="Ada", last_name="Byron"))
    return client


def opened(client, obj):
    """The form as somebody has it in a window, with what it brings along."""
    return sent_back(client.get(admin_address(obj)).context)


def sent_back(context):
    """As a browser sends it if nothing is chosen that was not chosen from the beginning."""
    sent = filled(context) | {context["known_name"]: context["known_write"]}
    for it in context.get("choices") or []:
        sent |= {f"_keep-{it.name}": it.kept} if it.kept else {}
        sent |= {f"_shown-{it.name}": it.digest, "_opened_write": context["opened_write"]}
    return sent


def told(response):
    """[(field, mine, theirs, which one is chosen)]"""
    choices = response.context["choices"]
    return [(it.name, it.mine, it.theirs, it.kept) for it in choices]


def test_each_field_tells_mine_and_theirs(editor):
    article = make_article(title="Alt", teaser="Kurz.", text="<p>Alter Text</p>")
    edit(editor, article, effort="keiner")
    window = opened(editor, article)
    edit(editor, article, title="Schneller", teaser="Ihr Satz.")

    entered = {"title": "Langsamer", "text": "<p>Mein Text</p>"}
    response = editor.post(admin_address(article), window | entered)

    assert told(response) == [
        ("title", "Langsamer", "Schneller", ""),
        ("teaser", "Kurz.", "Ihr Satz.", "theirs"),
        ("text", "Mein Text", "Alter Text", "mine"),
    ]
    assert type(article).objects.get().text == "<p>Alter Text</p>"


def test_saved_again_as_offered_both_changes_are_kept(editor):
    themes = [make_theme(), make_theme()]
    conference = make_conference(title="Alt", teaser="Kurz.")
    window = opened(editor, conference)
    theirs = {"teaser": "Ihr Satz.", "themes": [it.pk for it in themes], "format": "hybrid"}
    edit(editor, conference, **theirs)

    told_of_it = editor.post(admin_address(conference), window | {"title": "Meins"})
    response = editor.post(admin_address(conference), sent_back(told_of_it.context))

    conference.refresh_from_db()
    assert response.status_code == 302
    assert (conference.title, conference.teaser) == ("Meins", "Ihr Satz.")
    assert ({*conference.themes.all()}, conference.format) == ({*themes}, "hybrid")


@pytest.mark.parametrize(("choice", "title"), [("mine", "Meins"), ("theirs", "Ihres")])
def test_the_choice_decides(editor, choice, title):
    article = make_article(title="Alt")
    window = opened(editor, article)
    edit(editor, article, title="Ihres")
    refused = editor.post(admin_address(article), window | {"title": "Meins"}).context

    editor.post(admin_address(article), sent_back(refused) | {"_keep-title": choice})

    article.refresh_from_db()
    assert article.title == title


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_what_both_changed_has_to_be_chosen(editor, choice):
    article = make_article(title="Alt", teaser="Kurz.", effort="keiner")
    window = opened(editor, article)
    edit(editor, article, title="Ihres", teaser="Ihr Satz.")
    refused = editor.post(admin_address(article), window | {"title": "Meins", "effort": "viel"})

    again = editor.post(admin_address(article), sent_back(refused.context))

    assert told(again) == [
        ("title", "Meins", "Ihres", ""),
        ("effort", "viel", "keiner", "mine"),
    ]
    chosen = sent_back(again.context) | {"_keep-title": choice}
    assert editor.post(admin_address(article), chosen).status_code == 302
    article.refresh_from_db()
    assert article.title == {"mine": "Meins", "theirs": "Ihres"}[choice]
    assert (article.teaser, article.effort) == ("Ihr Satz.", "viel")


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_what_is_typed_after_the_choice_was_offered_counts(editor, choice):
    article = make_article(teaser="Kurz.")
    window = opened(editor, article)
    edit(editor, article, teaser="Ihr Satz.")
    refused = editor.post(admin_address(article), window | {"title": "Meins"}).context

    typed = {"_keep-teaser": choice, "teaser": "Erst jetzt geschrieben."}
    editor.post(admin_address(article), sent_back(refused) | typed)

    article.refresh_from_db()
    assert article.teaser == "Erst jetzt geschrieben."


def test_a_value_that_is_not_valid_can_give_way(editor):
    conference = make_conference()
    window = opened(editor, conference)
    edit(editor, conference, starts_on="23.03.2022", ends_on="23.03.2022")
    mine = {"starts_on": "irgendwann"}
    refused = editor.post(admin_address(conference), window | mine).context

    response = editor.post(
        admin_address(conference), sent_back(refused) | {"_keep-starts_on": "theirs"}
    )

    assert response.status_code == 302
    assert Conference.objects.get().starts_on.day == 23


def test_whoever_is_third_is_told_again(editor):
    article = make_article(title="Alt")
    window = opened(editor, article)
    edit(editor, article, title="Erste")
    refused = editor.post(admin_address(article), window | {"title": "Meins"}).context
    edit(editor, article, title="Zweite")

    again = sent_back(refused) | {"_keep-title": "mine"}
    response = editor.post(admin_address(article), again)

    assert told(response) == [("title", "Meins", "Zweite", "")]


def test_changed_parts_are_listed(editor):
    article = make_article(title="Alt")
    window = opened(editor, article)
    row = {"title": "Anhang", "link": "https://ulm.example/", "position": 1}
    edit(editor, article, parts={"attachments": [row]})

    response = editor.post(admin_address(article), window | {"title": "Meins"})

    listed = {it.label: it.pieces for it in response.context["elsewhere"]}
    assert listed == {"Anhänge": [("ins", "Anhang · https://ulm.example/ · 1")]}
    editor.post(admin_address(article), sent_back(response.context))
    assert article.attachments.count() == 1


def test_what_was_changed_without_a_form_counts_too(editor):
    article = make_article(title="Alt")
    window = opened(editor, article)
    type(article).objects.update(teaser="Von Hand.")

    response = editor.post(admin_address(article), window | {"title": "Meins"})

    assert response.status_code == 200
    assert ("teaser", "Worum es geht.", "Von Hand.", "theirs") in told(response)


def test_the_page_offers_the_choice(editor):
    article = make_article(title="Alt")
    window = opened(editor, article)
    edit(editor, article, title="Ihres")

    page = editor.post(admin_address(article), window | {"title": "Meins"}).content.decode()

    assert page.count('name="_keep-title"') == 2


def test_a_box_that_was_ticked_meanwhile_stays_ticked(editor):
    picture = make_picture()
    window = opened(editor, picture)
    edit(editor, picture, is_decorative="on", alt="")

    refused = editor.post(admin_address(picture), window | {"credit": "Stadt Aachen"})
    saved = editor.post(admin_address(picture), sent_back(refused.context))

    picture.refresh_from_db()
    assert saved.status_code == 302
    assert (picture.is_decorative, picture.credit) == (True, "Stadt Aachen")


def test_a_file_that_was_chosen_is_asked_for_again(editor):
    picture = make_picture()
    window = opened(editor, picture)
    edit(editor, picture, credit="Stadt Aachen")

    refused = editor.post(admin_address(picture), window | {"file": png()})

    assert "file" not in [name for name, *_rest in told(refused)]
    sentences = refused.context["adminform"].form.non_field_errors()
    assert "Wählen Sie Ihre Dateien noch einmal aus" in sentences[-1]
