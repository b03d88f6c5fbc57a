"""Office files and texts that run, load or hold something are refused; all others are taken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from smartcity.media.uploads import validate_document
from tests.documents import (
    DAMAGED,
    HOLDS,
    LOADS,
    RUNS,
    SHEET,
    WORD,
    field,
    office,
    office_file,
    packed,
    refused,
    related,
)

DTD = '<!DOCTYPE x [<!ENTITY a "aaa">]><x>&a;</x>'
MACROS = packed({"[Content_Types].xml": "openxmlformats-officedocument macroEnabled"})
DOCUMENT = "word/document.xml"
CELLS = "xl/worksheets/sheet1.xml"
DDE = "cmd|' /C calc'!A0"
OFFICE = {
    "template on a server": (
        "docx",
        {"word/_rels/settings.xml.rels": related("attachedTemplate", "https://a.example/a.dotm")},
        LOADS.format("https://a.example/a.dotm"),
    ),
    "template in a network": (
        "docx",
        {"word/_rels/settings.xml.rels": related("attachedTemplate", r"file:///\\a\a.dotx")},
        LOADS.format(r"file:///\\a\a.dotx"),
    ),
    "template without a mode": (
        "docx",
        {"word/_rels/settings.xml.rels": related("attachedTemplate", "http://a/", "")},
        LOADS.format("http://a/"),
    ),
    "picture": (
        "docx",
        {"word/_rels/document.xml.rels": related("image", "https://a.example/a.png")},
        LOADS.format("https://a.example/a.png"),
    ),
    "object from elsewhere": (
        "docx",
        {"word/_rels/document.xml.rels": related("oleObject", "https://a.example/a.html!")},
        HOLDS.format("https://a.example/a.html!"),
    ),
    "subdocument": (
        "docx",
        {"word/_rels/document.xml.rels": related("subDocument", "http://a/")},
        LOADS.format("http://a/"),
    ),
    "film": (
        "pptx",
        {"ppt/slides/_rels/slide1.xml.rels": related("video", "https://a.example/a")},
        LOADS.format("https://a.example/a"),
    ),
    "link that runs": (
        "docx",
        {"word/_rels/document.xml.rels": related("hyperlink", "javascript:alert(1)")},
        LOADS.format("javascript:alert(1)"),
    ),
    "link to a tool": (
        "docx",
        {"word/_rels/document.xml.rels": related("hyperlink", "ms-msdt:/id x")},
        LOADS.format("ms-msdt:/id x"),
    ),
    "html inside": (
        "docx",
        {"word/_rels/document.xml.rels": related("aFChunk", "a.html", "")},
        HOLDS.format("a.html"),
    ),
    "entities": ("docx", {DOCUMENT: DTD}, RUNS.format("DOCTYPE, word/document.xml")),
    "entities in other letters": (
        "docx",
        {DOCUMENT: DTD.encode("utf-16")},
        RUNS.format("DOCTYPE, word/document.xml"),
    ),
    "entities in a part of any name": (
        "docx",
        {"word/any.thing": DTD},
        RUNS.format("DOCTYPE, word/any.thing"),
    ),
    "broken markup": ("docx", {DOCUMENT: "<x>"}, DAMAGED),
    "field": (
        "docx",
        {DOCUMENT: field("DDEAUTO c:\\\\cmd.exe")},
        RUNS.format("DDEAUTO"),
    ),
    "field in pieces": (
        "docx",
        {DOCUMENT: field(" D", "D", "E cmd")},
        RUNS.format("DDE"),
    ),
    "field in a header": ("docx", {"word/header1.xml": field("dde a")}, RUNS.format("DDE")),
    "simple field": (
        "docx",
        {DOCUMENT: WORD.format('<w:fldSimple w:instr=" DDE a b"/>')},
        RUNS.format("DDE"),
    ),
    "field whose name is worked out": (
        "docx",
        {DOCUMENT: field("{", "QUOTE 68 68 69", "}", " cmd")},
        RUNS.format("QUOTE"),
    ),
    "field inside a field": (
        "docx",
        {DOCUMENT: field("IF a = ", "{", "DDE cmd", "}")},
        RUNS.format("DDE"),
    ),
    "text from elsewhere": (
        "docx",
        {DOCUMENT: field('INCLUDETEXT "http://a/"')},
        LOADS.format("INCLUDETEXT"),
    ),
    "object": (
        "docx",
        {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
        HOLDS.format("word/embeddings/oleObject1.bin"),
    ),
    "object under another name": (
        "pptx",
        {"ppt/media/image1.png": b"\xd0\xcf\x11\xe0"},
        HOLDS.format("ppt/media/image1.png"),
    ),
    "program": ("docx", {"word/media/a.bin": b"MZ\x90\0"}, HOLDS.format("word/media/a.bin")),
    "archive": (
        "docx",
        {"word/embeddings/a.zip": packed({"[Content_Types].xml": "x"})},
        HOLDS.format("word/embeddings/a.zip"),
    ),
    "document that loads inside": (
        "pptx",
        {
            "ppt/embeddings/a.xlsx": office(
                "xlsx", {"xl/_rels/a.rels": related("image", "http://a/")}
            )
        },
        LOADS.format("http://a/"),
    ),
    "document with macros inside": (
        "pptx",
        {"ppt/embeddings/a.xlsm": MACROS},
        HOLDS.format("ppt/embeddings/a.xlsm"),
    ),
    "click that runs": (
        "pptx",
        {"ppt/slides/slide1.xml": '<a:hlinkClick xmlns:a="a" action="ppaction://program"/>'},
        RUNS.format("ppaction://program"),
    ),
    "formula": (
        "xlsx",
        {CELLS: SHEET.format(f"<f>{DDE}</f>")},
        RUNS.format("DDE"),
    ),
    "service": (
        "xlsx",
        {CELLS: SHEET.format('<f>_xlfn.WEBSERVICE("http://a/")</f>')},
        LOADS.format("WEBSERVICE"),
    ),
    "name": (
        "xlsx",
        {"xl/workbook.xml": SHEET.format("<definedName>CALL(a)</definedName>")},
        RUNS.format("CALL"),
    ),
    "other workbook": (
        "xlsx",
        {"xl/_rels/workbook.xml.rels": related("externalLink", "externalLinks/a.xml", "")},
        LOADS.format("externalLinks/a.xml"),
    ),
    "link of DDE": (
        "xlsx",
        {"xl/externalLinks/a.xml": '<ddeLink ddeService="cmd"/>'},
        RUNS.format("ddeLink"),
    ),
    "data": (
        "xlsx",
        {"xl/_rels/workbook.xml.rels": related("connections", "connections.xml", "")},
        LOADS.format("connections.xml"),
    ),
}


@pytest.mark.parametrize("case", OFFICE)
def test_an_office_file_that_runs_loads_or_holds_something_is_refused(case):
    kind, parts, sentence = OFFICE[case]

    assert refused(f"a.{kind}", office(kind, parts)).startswith(sentence)


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("docx", {"word/_rels/a.rels": related("hyperlink", "https://ulm.example/")}),
        ("docx", {"word/_rels/a.rels": related("hyperlink", "mailto:post@ulm.example")}),
        ("docx", {"word/_rels/a.rels": related("hyperlink", "#a", "")}),
        ("docx", {"word/_rels/a.rels": related("image", "media/image1.png", "")}),
        ("docx", {"word/_rels/a.rels": related("attachedTemplate", r"file:///C:\Vorlagen\a.dotx")}),
        ("docx", {"word/_rels/a.rels": related("attachedTemplate", "Brief.dotx")}),
        ("docx", {DOCUMENT: field("HYPERLINK ", "https://ulm.example/")}),
        ("docx", {DOCUMENT: field("PAGE  \\* MERGEFORMAT")}),
        ("docx", {DOCUMENT: field("IF ", "{", "PAGE", "}", " = 1")}),
        ("docx", {DOCUMENT: WORD.format("<w:t>DDE und INCLUDETEXT</w:t>")}),
        ("docx", {"word/media/a.svg": '<!DOCTYPE svg PUBLIC "a" "b"><svg/>'}),
        ("docx", {"word/fonts/font1.odttf": b"MZ\x01\x02" * 300}),
        ("pptx", {"ppt/embeddings/a.xlsx": office("xlsx")}),
        ("xlsx", {CELLS: SHEET.format("<f>SUM('a|b'!A1:B2)</f>")}),
        ("xlsx", {CELLS: SHEET.format('<f>"a|b!"&amp;RECALL(1)</f>')}),
        ("xlsx", {"xl/printerSettings/printerSettings1.bin": b"\x00H\x00P"}),
    ],
)
def test_other_office_files_are_taken(kind, parts):
    validate_document(SimpleUploadedFile(f"a.{kind}", office(kind, parts)))


@pytest.mark.parametrize("name", ["WORD/document.xml", "word/../../a", "/word/a", "C:\\a"])
def test_parts_of_one_name_or_outside_are_refused(name):
    content = office_file("word/document.xml", name)

    assert refused("a.docx", content).startswith(DAMAGED)


@pytest.mark.parametrize("cell", ["=cmd|'/c calc'!A0", "+cmd|'/c calc'!A0", '"=DDE(1)"', "@RTD(1)"])
def test_a_table_whose_cells_run_is_refused(cell):
    assert refused("a.csv", f"Name;Ort\nÄhre;{cell}\n".encode()).startswith(RUNS.partition("(")[0])


@pytest.mark.parametrize("cell", ["=A1+B1", "-5", "+49 731 1", "a|b!", "@ulm", "EXEC (Vorstand)"])
def test_other_tables_are_taken(cell):
    validate_document(SimpleUploadedFile("a.csv", f"Name;Ort\nÄhre;{cell}\n".encode()))


def test_a_calendar_whose_alarm_runs_is_refused():
    alarm = "BEGIN:VALARM\r\nACTION;X=1:PROCEDURE\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"
    event = f"BEGIN:VEVENT\r\nUID:a\r\n{alarm}END:VEVENT\r\n"
    content = f"BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n".encode()

    assert refused("a.ics", content).startswith(RUNS.format("ACTION:PROCEDURE"))
