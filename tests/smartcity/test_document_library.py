"""All files in one list: what kind, how large, how many pages, whose; hosts see their own."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conferences.examples.pdf import pdf_of
from conferences.models import Document
from kts.models import Attachment
from smartcity.publishing.roles import HOSTS
from tests.editor import admin_address
from tests.factories import (
    make_article,
    make_colleague,
    make_conference,
    make_document,
    make_editor,
    make_project,
)

pytestmark = pytest.mark.django_db


def make_file(conference, **fields):
    pdf = SimpleUploadedFile("Bericht.pdf", pdf_of(["Bericht"]))
    return make_document(conference, file=pdf, link="", **fields)


def listed(client, query="", model=Document):
    response = client.get(admin_address(model, "changelist") + query)
    return list(response.context["cl"].result_list)


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def test_a_pdf_knows_its_pages_and_a_link_has_none():
    document = make_file(make_conference())
    assert document.pages == 1

    document.file, document.link = "", "https://ulm.example/"
    document.save()

    assert (document.pages, document.size) == (None, None)


def test_a_pdf_that_cannot_be_read_has_no_pages():
    broken = SimpleUploadedFile("a.pdf", b"%PDF-1.7 nothing follows")

    assert make_document(make_conference(), file=broken, link="").pages is None


def test_the_list_is_narrowed_by_the_kind_of_file(editor):
    conference = make_conference()
    file, link = make_file(conference, title="B"), make_document(conference, title="A")

    assert listed(editor) == [link, file]
    assert listed(editor, "?file=pdf") == [file]
    assert listed(editor, "?file=link") == [link]
    assert listed(editor, "?file=csv") == []


def test_the_list_tells_and_leads_to_what_a_file_belongs_to(editor):
    conference = make_conference(title="Ulm")
    make_file(conference, title="Bericht", licence="CC BY 4.0")

    page = editor.get(admin_address(Document, "changelist")).content.decode()

    cells = [
        f'<td class="field-owned_by"><a href="{admin_address(conference)}">Ulm</a></td>',
        '<td class="field-kind_of_file">PDF</td>',
        '<td class="field-pages">1</td>',
        '<td class="field-licence">CC BY 4.0</td>',
    ]
    assert [cell for cell in cells if cell not in page] == []


def test_a_link_has_neither_size_nor_pages(editor):
    link = make_document(make_conference())

    page = editor.get(admin_address(link)).content.decode()

    assert re.findall(r'<div class="readonly">(.*?)</div>', page)[-3:-1] == ["–", "–"]


def test_attachments_have_their_list(editor):
    attachment = Attachment.objects.create(
        article=make_article(), title="Anhang", link="https://ulm.example/"
    )

    assert listed(editor, model=Attachment) == [attachment]


def test_hosts_see_the_files_of_their_conferences_only(client):
    project = make_project()
    own = make_document(make_conference(hosts=[project]))
    foreign = make_document(make_conference(hosts=[make_project()]))
    host = make_colleague(HOSTS)
    host.projects.set([project])
    client.force_login(host)

    assert listed(client) == [own]
    assert client.get(admin_address(foreign)).status_code == 302
