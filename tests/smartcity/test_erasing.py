"""A file that should never have been uploaded is erased, and no version brings it back."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from conferences.examples.pdf import pdf_of
from kts.models import Article, Attachment
from smartcity.content.history.recording import records_of
from smartcity.content.history.restoring import restorable_values, restore
from smartcity.content.history.states import fingerprint_of, state_of, state_of_record
from smartcity.content.transaction import content_change
from smartcity.media.pictures import Picture
from smartcity.media.pictures_in_text import reference_to
from tests.factories import NOW, make_article, make_conference, stored
from tests.searching import stale_search_columns
from tests.uploads import attached, make_picture, status

pytestmark = pytest.mark.django_db(transaction=True)
MAKE = [make_conference, make_article]


def owner_of(part):
    return part.article if isinstance(part, Attachment) else part.conference


def removed(part):
    """As an editor takes it off: in a content transaction, so that a version names it."""
    owner = owner_of(part)
    with content_change(NOW) as change, change.writing(owner):
        part.delete()
    return owner


def with_file(make, name="teilnehmer.csv"):
    """A document that was there when its owner was last saved."""
    part = attached(make(), name)
    stored(owner_of(part))
    return part


def files():
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def told_anywhere(model, words):
    versions = model.history.model.objects.all()
    return [it.pk for it in versions if words in str(state_of_record(it))]


@pytest.mark.parametrize("make", MAKE)
@pytest.mark.parametrize("is_removed", [True, False])
def test_a_file_is_erased_with_its_rows_and_from_every_version(client, make, is_removed, capsys):
    part = with_file(make)
    other = attached(make(), "andere.csv")
    owner = removed(part) if is_removed else owner_of(part)
    address = part.file.url
    assert told_anywhere(type(owner), "teilnehmer")

    call_command("erase_file", f"https://katalog.example{address}")

    assert files() == ["andere.csv"]
    assert told_anywhere(type(owner), "teilnehmer") == []
    assert told_anywhere(type(owner), "andere")
    assert (status(client, address), status(client, other.file.url)) == (404, 200)
    assert capsys.readouterr().out.startswith(f"Erased {part.file.name}: ")


def test_no_version_brings_it_back_and_the_history_goes_on(client):
    part = with_file(make_article)
    article = removed(part)
    call_command("erase_file", part.file.name)
    count = records_of(Article, article.pk).count()

    version = records_of(Article, article.pk).last()
    restore(article, version, restorable_values(version), by=None, now=NOW)
    stored(article)

    assert not Attachment.objects.exists()
    assert records_of(Article, article.pk).count() == count
    last = records_of(Article, article.pk).first()
    assert last.history_fingerprint == fingerprint_of(state_of(article))


def test_its_words_are_not_found_any_more():
    article = make_article()
    file = ContentFile(pdf_of(["Mustermann"]), "teilnehmer.pdf")
    stored(Attachment(article=article, title="Liste", file=file))
    found = Article.objects.searching("Mustermann")
    before = found.count()

    call_command("erase_file", "teilnehmer.pdf")

    assert (before, found.count(), stale_search_columns()) == (1, 0, [])


def test_what_still_shows_it_loses_it_with_a_version_that_says_so():
    part = with_file(make_conference)

    call_command("erase_file", part.file.url)

    last = records_of(type(part.conference), part.conference.pk).first()
    assert last.history_change_reason == "Eine Datei wurde endgültig gelöscht."
    assert last.history_related["documents"] == []


def test_the_name_that_the_history_tells_is_enough_if_only_one_file_has_it():
    removed(with_file(make_conference))
    call_command("erase_file", "teilnehmer.csv")
    assert files() == []

    names = [with_file(make).file.name for make in MAKE]
    with pytest.raises(CommandError) as refused:
        call_command("erase_file", "teilnehmer.csv")

    assert str(refused.value).splitlines()[1:] == sorted(names)
    assert files() == ["teilnehmer.csv"] * 2


@pytest.mark.parametrize(
    "name", ["nie.pdf", "", "/medien/", "../manage.py", "unterlagen", "ehmer.csv"]
)
def test_what_is_not_there_is_told(name):
    with_file(make_conference)

    with pytest.raises(CommandError):
        call_command("erase_file", name)

    assert files() == ["teilnehmer.csv"]


def test_a_file_that_nothing_knows_is_erased_too():
    path = Path(settings.MEDIA_ROOT) / "unterlagen/x/teilnehmer.csv"
    path.parent.mkdir(parents=True)
    path.write_text("a;b")

    call_command("erase_file", "/medien/unterlagen/x/teilnehmer.csv")

    assert files() == []


def test_a_picture_is_erased_with_its_renditions_and_from_its_versions():
    picture = make_picture()
    stored(picture)

    call_command("erase_file", picture.file.url)

    assert (files(), Picture.objects.count(), told_anywhere(Picture, "bilder/")) == ([], 0, [])


def test_the_address_of_a_rendition_leads_to_its_picture():
    picture = make_picture()

    call_command("erase_file", f"{picture.file.url}-480.avif")

    assert (files(), Picture.objects.count()) == ([], 0)


def test_the_former_file_of_a_picture_is_erased_alone():
    picture = make_picture()
    stored(picture)
    former = picture.file.name
    picture.file = make_picture().file
    picture.file = ContentFile(Path(picture.file.path).read_bytes(), "neu.png")
    stored(picture)

    call_command("erase_file", former)

    picture.refresh_from_db()
    assert not Path(settings.MEDIA_ROOT, former).exists()
    assert Path(picture.file.path).exists()
    assert told_anywhere(Picture, former) == []


@pytest.mark.parametrize("show", [
    lambda it: make_article(picture=it, title="Ulm baut"),
    lambda it: make_article(text=reference_to(it), title="Ulm baut"),
])  # fmt: skip
def test_a_picture_that_something_shows_is_not_torn_out(show):
    picture = make_picture()
    show(picture)

    with pytest.raises(CommandError, match="Ulm baut"):
        call_command("erase_file", picture.file.url)

    assert (Picture.objects.count(), len(files())) == (1, 5)
