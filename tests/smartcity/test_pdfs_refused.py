"""PDFs that run, load or hold something are refused with a sentence; all others are taken."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from smartcity.media.uploads import validate_document
from tests.documents import DAMAGED, HOLDS, LOADS, LOCKED, RUNS, pdf, refused, stream

SCRIPT = "/S /JavaScript /JS (app.alert\\(1\\))"


def written(change):
    """As a program writes it, after *change*."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    change(writer)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def in_object_stream(catalog):
    """The objects of a page packed into one stream, and the table of objects into another."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    objects = [catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page]
    places = [sum(len(it) + 1 for it in objects[:number]) for number in range(3)]
    index = " ".join(f"{number} {place}" for number, place in enumerate(places, start=1)) + " "
    words = f"/Type /ObjStm /N 3 /First {len(index)}"
    body = f"%PDF-1.5\n4 0 obj\n{stream(index + ' '.join(objects), words)}\nendobj\n".encode()
    rows = [(0, 0, 0), *((2, 4, number) for number in range(3)), (1, 9, 0), (1, len(body), 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows).decode("latin-1")
    words = "/Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R"
    body += f"5 0 obj\n{stream(table, words)}\nendobj\nstartxref\n".encode("latin-1")
    return body + f"{rows[5][1]}\n%%EOF\n".encode()


ACTION = "/OpenAction 4 0 R"
LINK = "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 4 0 R >>]"
FILE = "/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>"


def attached(name, content="x"):
    specification = f"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F 5 0 R >> >>"
    return pdf(FILE, "", specification, stream(content, "/Type /EmbeddedFile"))


PDFS = {
    "no pdf": (b"%PDF-<html><script>alert(1)</script></html>", DAMAGED),
    "only a begin": (b"%PDF-1.7 ...", DAMAGED),
    "something behind it": (pdf() + b"PK\x03\x04" + b"x" * 2000, DAMAGED),
    "script at the begin": (pdf(ACTION, "", f"<< {SCRIPT} >>"), RUNS.format("JS")),
    "script by name": (
        pdf("/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", "", "<< >>"),
        RUNS.format("JavaScript"),
    ),
    "script of a page": (pdf("", f"/AA << /O << {SCRIPT} >> >>"), RUNS.format("JS")),
    "script behind a link": (pdf("", LINK, f"<< {SCRIPT} >>"), RUNS.format("JS")),
    "script in other letters": (
        pdf(ACTION, "", "<< /S /J#61vaScript /J#53 (x) >>"),
        RUNS.format("JS"),
    ),
    "script that nothing refers to": (pdf("", "", f"<< {SCRIPT} >>"), RUNS.format("JS")),
    "script in an address": (
        pdf("", LINK, "<< /S /URI /URI (javascript:alert\\(1\\)) >>"),
        RUNS.format("URI"),
    ),
    "a program": (pdf(ACTION, "", "<< /S /Launch /F (cmd.exe) >>"), RUNS.format("Launch")),
    "a program behind another action": (
        pdf(ACTION, "", "<< /S /GoTo /D [3 0 R /Fit] /Next << /S /Launch /F (a) >> >>"),
        RUNS.format("Launch"),
    ),
    "the kind of the action elsewhere": (
        pdf(ACTION, "", "<< /S 5 0 R /F (cmd.exe) >>", "/Launch"),
        RUNS.format("Launch"),
    ),
    "forms with scripts": (pdf("/AcroForm << /XFA [] >>"), RUNS.format("XFA")),
    "flash": (pdf("", "/Annots [<< /Subtype /RichMedia >>]"), RUNS.format("RichMedia")),
    "an address by itself": (
        pdf(ACTION, "", "<< /S /URI /URI (https://a.example) >>"),
        LOADS.format("OpenAction"),
    ),
    "an address when a page opens": (
        pdf("", "/AA << /O << /S /URI /URI (https://a.example) >> >>"),
        LOADS.format("AA"),
    ),
    "another document": (
        pdf("", LINK, "<< /S /GoToR /F (\\\\\\\\a.example\\\\a.pdf) /D [0 /Fit] >>"),
        LOADS.format("GoToR"),
    ),
    "what is typed": (pdf("", LINK, "<< /S /SubmitForm /F (x) >>"), LOADS.format("SubmitForm")),
    "a stream from elsewhere": (
        pdf("", "/Contents 4 0 R", stream("", "/F (https://a.example)")),
        LOADS.format("F"),
    ),
    "a program inside": (attached("a.exe"), HOLDS.format("a.exe")),
    "a document inside": (attached("a.docm"), HOLDS.format("a.docm")),
    "a program that is called a text": (attached("a.txt", "MZ\x90"), HOLDS.format("a.txt")),
    "script in packed objects": (
        in_object_stream(f"<< /Type /Catalog /Pages 2 0 R /OpenAction << {SCRIPT} >> >>"),
        RUNS.format("JS"),
    ),
    "a file that another program attached": (
        written(lambda it: it.add_attachment("a.js", b"x")),
        HOLDS.format("a.js"),
    ),
    "with a password": (written(lambda it: it.encrypt("geheim")), LOCKED),
}


@pytest.mark.parametrize("case", PDFS)
def test_a_pdf_that_runs_loads_or_holds_something_is_refused(case):
    content, sentence = PDFS[case]

    assert refused("a.pdf", content).startswith(sentence)


@pytest.mark.parametrize(
    "content",
    [
        pdf(),
        pdf("/OpenAction [3 0 R /XYZ 0 842 1] /PageMode /UseOutlines"),
        pdf(ACTION, "", "<< /S /GoTo /D [3 0 R /Fit] >>"),
        pdf("", LINK, "<< /S /URI /URI (https://ulm.example/a?b=c) >>"),
        pdf("", LINK, "<< /S /URI /URI (mailto:post@ulm.example) >>"),
        pdf("/AcroForm << /Fields [] >> /StructTreeRoot << /S /Document >>"),
        pdf("", "/Contents 4 0 R", stream("BT (/JavaScript /Launch) Tj ET")),
        attached("factur-x.xml", "<?xml version='1.0'?><a/>"),
        in_object_stream("<< /Type /Catalog /Pages 2 0 R >>"),
        pdf() + b"\r\n\r\n",
        written(lambda it: it.add_metadata({"/Title": "Bericht"})),
        written(lambda it: it.encrypt("", "nur-drucken")),
    ],
)
def test_other_pdfs_are_taken(content):
    validate_document(SimpleUploadedFile("a.pdf", content))


def test_a_pdf_that_unpacks_to_very_much_is_refused():
    packed = zlib.compress(bytes(200_000_000)).decode("latin-1")
    specification = "<< /Type /Filespec /F (a.txt) /EF << /F 5 0 R >> >>"
    content = pdf(FILE, "", specification, stream(packed, "/Filter /FlateDecode"))

    assert refused("a.pdf", content).startswith(DAMAGED)
