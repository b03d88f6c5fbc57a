"""Uploads of conferences and articles, and how their addresses are answered."""

import html
import re
from pathlib import Path

from django.core.files.base import ContentFile

from conferences.models import Document
from kts.models import Attachment
from smartcity.media.pictures import Picture
from tests.factories import stored
from tests.pictures import png

ADDRESS = re.compile(r'(?:https://katalog\.example)?(/medien/[^" ,]+)')


def make_picture(**fields):
    fields = {"file": png((600, 300)), "alt": "Ein Platz", "credit": "Stadt Ulm"} | fields
    return stored(Picture(**fields))


def attached(owner, name="liste.csv"):
    """A document of a conference, or an attachment of an article."""
    model = Document if owner._meta.model_name == "conference" else Attachment
    owned = {owner._meta.model_name: owner}
    return stored(model(title="Liste", file=ContentFile(b"a;b\r\n", name), **owned))


def status(client, address):
    response = client.get(address)
    # Read to its end, which closes the file.
    response.getvalue()
    return response.status_code


def files_in(response):
    """Addresses of uploaded files, wherever they stand in an answer."""
    found = ADDRESS.findall(html.unescape(response.getvalue().decode().replace("\\/", "/")))
    return {it.rstrip("\\") for it in found}


def addresses_of(picture):
    """Of the picture and of all its renditions."""
    name, storage = Path(picture.file.name), picture.file.storage
    _folders, files = storage.listdir(str(name.parent))
    return [storage.url(str(name.parent / it)) for it in sorted(files)]
