"""Permanent addresses write umlauts out, whoever makes them of which text."""

import json
from pathlib import PurePath
from unicodedata import normalize

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conferences.models import Conference, Theme
from smartcity.media.pictures import Picture
from smartcity.text.folding import slug_of
from tests.editor import add, admin_address
from tests.factories import make_conference, make_document, make_editor, make_theme
from tests.node import answer_of
from tests.pictures import png
from tests.spreadsheets import choose, csv_file, faults_of, imported, table_address

ADDRESSES = {
    "Straße in Köln": "strasse-in-koeln",
    "ÄÖÜẞ äöüß": "aeoeuess-aeoeuess",
    normalize("NFD", "Übergröße Ähre"): "uebergroesse-aehre",
    "Chóśebuz/Cottbus & Łódź": "chosebuz-cottbus-odz",
    "  „Daten“ – offen!  ": "daten-offen",
    "MPSC-Kongress 2022/23": "mpsc-kongress-2022-23",
    "Smørrebrød, Æther": "smoerrebroed-aether",
    "ﬁnal ½ m²": "final-1-2-m2",
    "…": "",
    "x" * 99 + " y": "x" * 99,
}


def test_an_address_is_made_of_letters_without_marks():
    assert {text: slug_of(text)[:100].strip("-") for text in ADDRESSES} == ADDRESSES


def test_the_script_of_the_admin_proposes_the_same_addresses():
    proposed = answer_of("urlify.mjs", given=json.dumps([*ADDRESSES]).encode())

    assert dict(zip(ADDRESSES, proposed, strict=True)) == ADDRESSES


@pytest.mark.django_db
class TestWaysIn:
    @pytest.fixture
    def editor(self, client):
        client.force_login(make_editor())
        return client

    @pytest.mark.parametrize("model", [Conference, Theme])
    def test_a_form_loads_the_script_behind_the_one_it_replaces(self, editor, model):
        page = editor.get(admin_address(model, "add")).content.decode()

        places = [page.index(f"js/{name}.js") for name in ("urlify", "address")]
        assert places == sorted(places)

    def test_a_typed_address_is_written_out(self, editor):
        add(editor, Theme, name="Größe", slug="Größe-Straße", kind="konferenzthema")

        assert Theme.objects.get().slug == "groesse-strasse"

    def test_a_table_writes_addresses_out(self, editor):
        theme = make_theme(slug="oeffnung", name="Offen")
        table = csv_file(
            ["Adresse", "Titel", "Form", "Themen"],
            ["Straße-Köln", "Köln", "Virtuell", "Öffnung"],
        )

        imported(editor, Conference, table)

        conference = Conference.objects.get()
        assert (conference.slug, list(conference.themes.all())) == ("strasse-koeln", [theme])

    def test_an_address_in_two_spellings_is_the_same_row(self, editor):
        row = ["Köln", "Virtuell"]
        table = csv_file(["Adresse", "Titel", "Form"], ["köln", *row], ["koeln", *row])

        faults = faults_of(choose(editor, Conference, table))

        assert [it[0] for it in faults] == [3]

    @pytest.mark.parametrize("name", ["Größe.png", normalize("NFD", "Größe.png")])
    def test_uploaded_files_are_named_alike(self, name):
        file = png()
        file.name = name
        picture = Picture.objects.create(file=file, alt="x", credit="x")
        pdf = SimpleUploadedFile(name.replace(".png", ".pdf"), b"%PDF-1.7 ...")
        document = make_document(make_conference(), file=pdf, link="")

        names = [PurePath(it.file.name).name for it in (picture, document)]
        assert names == ["groesse.png", "groesse.pdf"]

    def test_a_download_is_named_by_its_table(self, editor):
        answer = editor.get(table_address(Conference, None, "csv"))

        assert 'filename="konferenzen.csv"' in answer.headers["Content-Disposition"]
