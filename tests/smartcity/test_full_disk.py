"""A disk that is full is told in a sentence, and leaves no half files."""

import io
import random
import resource
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from PIL import Image

from smartcity.content.transaction import content_change
from smartcity.media.pictures import Picture
from smartcity.media.renditions import missing_renditions
from smartcity.media.storage import NotStored
from tests.editor import add, edit, errors_of
from tests.factories import NOW, make_article, make_conference, make_editor
from tests.pictures import png
from tests.uploads import attached, make_picture

pytestmark = pytest.mark.django_db
ROOM = 64 * 1024
LARGE = b"a;b\r\n" * ROOM
FULL = [
    "Auf dem Server ist kein Platz für diese Datei. Es wurde nichts gesichert. Sagen Sie es denen, "
    "die die Website betreuen, und sichern Sie später oder ohne die Datei.",
    "Wählen Sie Ihre Dateien noch einmal aus: Der Browser behält sie nicht.",
]


@contextmanager
def small_disk(folder):
    """A disk of 64 kB, which only root may make."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def no_large_files(folder):
    """No file of this process may have more than 64 kB."""
    folder.mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture(params=[small_disk, no_large_files])
def _full(request, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "disk"
    with request.param(settings.MEDIA_ROOT):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def left():
    """Files and folders, also half ones."""
    root = Path(default_storage.location)
    return sorted(str(it.relative_to(root)) for it in root.rglob("*"))


@pytest.mark.usefixtures("_full")
def test_nothing_is_left_of_a_file_for_which_there_is_no_room():
    with pytest.raises(NotStored):
        default_storage.save("unterlagen/a/liste.csv", ContentFile(LARGE))

    assert [it for it in left() if it != "unterlagen"] == []


@pytest.mark.usefixtures("_full")
@pytest.mark.parametrize(
    ("make", "part", "more"),
    [(make_conference, "documents", {"kind": "dokumentation"}), (make_article, "attachments", {})],
)
def test_an_editor_is_told_and_keeps_what_was_typed(editor, make, part, more):
    obj = make(title="Alt")
    row = {"title": "Liste", "position": 0, "file": ContentFile(LARGE, "liste.csv")} | more
    small = row | {"title": "Kurz", "file": ContentFile(b"a;b\r\n", "kurz.csv")}

    response = edit(editor, obj, parts={part: [small, row]}, title="Neu")

    assert response.status_code == 200
    assert errors_of(response)["__all__"] == FULL
    form = response.context["adminform"].form
    assert (form["title"].value(), type(obj).objects.get().title) == ("Neu", "Alt")
    assert [it for it in left() if it.endswith(".csv") or "/." in it] == []
    assert getattr(obj, part).count() == 0


@pytest.mark.usefixtures("_full")
def test_a_picture_whose_versions_have_no_room_leaves_nothing(editor):
    file = noisy_png()

    response = add(editor, Picture, file=file, alt="Ein Platz", credit="KTS")

    assert errors_of(response)["__all__"] == FULL
    assert not Picture.objects.exists()
    assert [it for it in left() if "." in it] == []


def noisy_png():
    """Hardly to be made smaller: some 100 kB."""
    data = io.BytesIO()
    noise = random.Random(1).randbytes(200 * 150 * 3)
    Image.frombytes("RGB", (200, 150), noise).save(data, "PNG")
    return SimpleUploadedFile("bild.png", data.getvalue())


def test_the_command_says_that_there_is_no_room(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "disk"
    with no_large_files(settings.MEDIA_ROOT):
        picture = make_picture(file=png((600, 300)))
    for it in Path(picture.file.path).parent.glob("*.avif"):
        it.unlink()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(CommandError, match="Renditions: 0 made, then: "):
            call_command("make_renditions")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert [it for it in left() if it.endswith(".avif") or "/." in it] == []


@pytest.mark.parametrize("make", [make_conference, make_article])
def test_files_of_an_edit_that_fails_are_deleted(make):
    owner = make()
    before = left()

    def fail():
        with content_change(NOW):
            attached(owner)
            make_picture()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert [it for it in left() if Path(default_storage.path(it)).is_file()] == before


@pytest.mark.parametrize("damage", [lambda it: it[:-20], lambda it: b"", lambda it: b"x" * 99])
@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_what_a_full_disk_cut_off_is_made_again(capsys, damage, kind):
    picture = make_picture()
    path = Path(f"{picture.file.path}-480.{kind}")
    whole = path.read_bytes()
    path.write_bytes(damage(whole))

    call_command("make_renditions")

    assert path.read_bytes() == whole
    assert capsys.readouterr().out == "Renditions: 1 made.\n"
    assert missing_renditions(picture) == []


@pytest.mark.parametrize("lose", [Path.unlink, lambda it: it.write_bytes(it.read_bytes()[:90])])
def test_a_picture_whose_file_is_lost_or_damaged_can_be_edited(editor, lose, capsys):
    picture = make_picture()
    for path in Path(picture.file.path).parent.glob("*-*"):
        path.unlink()
    lose(Path(picture.file.path))

    response = edit(editor, picture, alt="Ein anderer Platz")
    call_command("make_renditions")

    picture.refresh_from_db()
    assert (response.status_code, picture.alt) == (302, "Ein anderer Platz")
    assert (picture.width, picture.height) == (600, 300)
    assert capsys.readouterr().err == f"{picture.file.name}: lost or damaged.\n"


def test_a_lost_file_is_replaced(editor):
    picture = make_picture()
    Path(picture.file.path).unlink()

    response = edit(editor, picture, file=png((80, 60)))

    picture.refresh_from_db()
    assert (response.status_code, picture.width, picture.height) == (302, 80, 60)


@pytest.mark.parametrize("make", [make_conference, make_article])
def test_what_has_a_lost_document_can_be_edited(editor, make):
    owner = make()
    part = attached(owner)
    Path(part.file.path).unlink()

    response = edit(editor, owner, title="Neu")

    assert response.status_code == 302
    part.refresh_from_db()
    assert part.size == 5
