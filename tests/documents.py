"""Documents made on the spot: packages of Office and PDFs, with or without what is refused."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from conferences.examples.pdf import assembled
from smartcity.media.uploads import validate_document

DAMAGED = "Diese Datei lässt sich nicht lesen."
LOCKED = "Diese Datei verlangt ein Passwort."
RUNS = "Diese Datei würde etwas starten ({})."
LOADS = "Diese Datei lädt etwas von anderswo ({})."
HOLDS = "Diese Datei enthält ein eingebettetes Objekt oder eine Datei ({})."


def refused(name, content):
    """The sentence with which the document is refused."""
    with pytest.raises(ValidationError) as error:
        validate_document(SimpleUploadedFile(name, content))
    [sentence] = error.value.messages
    return sentence


MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main"),
}
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/>'
    "</Types>"
)
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="{target}" {mode} Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/{kind}"/></Relationships>'
)
WORD = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:p>'
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<c>{}</c></worksheet>"
)


def office_file(*names):
    """A package with a little markup in the parts of these *names*."""
    return packed(dict.fromkeys(["[Content_Types].xml", *names], "<x/>"))


def packed(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def office(kind, parts=()):
    """A package of this *kind* with {name: content} of *parts*."""
    main, words = MAIN[kind]
    types = TYPES.format(main, words)
    return packed({"[Content_Types].xml": types, main: "<x/>"} | dict(parts))


def related(kind, target, mode='TargetMode="External"'):
    return RELATION.format(kind=kind, target=target, mode=mode)


def field(*pieces):
    """A field of Word, its instruction in *pieces*; "{" and "}" begin and end one inside it."""
    marks = {"{": "begin", "}": "end"}
    runs = [
        f'<w:r><w:fldChar w:fldCharType="{marks[it]}"/></w:r>'
        if it in marks
        else f"<w:r><w:instrText>{it}</w:instrText></w:r>"
        for it in ["{", *pieces]
    ]
    return WORD.format("".join(runs) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def pdf(catalog="", page="", *further):
    """A PDF of one page with words in its catalog and its page; *further* objects begin with 4."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} >>",
        *further,
    ]
    return assembled(objects).encode("latin-1")


def stream(content, words=""):
    return f"<< /Length {len(content)} {words} >>\nstream\n{content}\nendstream"
