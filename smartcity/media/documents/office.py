"""What a file of Word, PowerPoint or Excel runs, loads from elsewhere or holds, part by part."""

import io
import re
import zipfile
from xml.parsers import expat

from .faults import DAMAGED, HOLDS, LOADS, RUNS, Fault
from .formulas import check_formula
from .word_fields import Fields, check_field

MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
OUTSIDE = re.compile(r"^[\\/]|(?:^|[\\/])\.\.(?:[\\/]|$)|:")
# Documents inside documents inside a document.
DEEPEST = 2
PACKAGE = b"PK\x03\x04"
OTHER_FILES = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x7fELF", b"MZ\x90")
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"}
WRITTEN = FORMULAS | {"instrText", "delInstrText"}
RUNNING_LINKS = {"ddeLink", "oleLink"}
TELLING = WRITTEN | RUNNING_LINKS | {"Relationship", "fldSimple", "fldChar"}
RUNNING_KINDS = {"vbaProject", "control", "activeXControlBinary", "xlMacrosheet"}
HOLDING_KINDS = {"oleObject", "aFChunk"}
LOADING_KINDS = {"externalLink", "connections", "webextension", "webextensiontaskpanes"}
RUNNING_CLICK = re.compile(r"ppaction://(?:program|macro|ole)", re.IGNORECASE)
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]+):", re.IGNORECASE)
CLICKED = {"callto", "file", "ftp", "geo", "http", "https", "mailto", "sip", "sms", "tel", "webcal"}
# A template of the writer's own computer: Word writes it into every letter.
OWN_DISK = re.compile(r"(?:file:/{0,3})?[a-z]:[\\/]|(?![\\/]{2})[^:]*$", re.IGNORECASE)


def check(data, depth=0):
    """Raise Fault if there is one; any other exception says that it cannot be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [entry.filename for entry in archive.infolist()]
        # Of two parts with one name others may read the other one, or write outside their folder.
        if len({name.lower() for name in names}) < len(names) or any(map(OUTSIDE.search, names)):
            raise Fault(DAMAGED)
        for name in names:
            check_part(name, archive.read(name), depth)


def check_part(name, data, depth):
    if data.startswith(PACKAGE):
        if depth == DEEPEST:
            raise Fault(HOLDS, name)
        check_inner(name, data, depth)
    elif data.startswith(OTHER_FILES):
        raise Fault(HOLDS, name)
    elif MARKUP.match(data) or name.endswith((".xml", ".rels", ".vml")):
        Part(name).read(data)


def check_inner(name, data, depth):
    """A document with the numbers of a diagram, and nothing else that is packed alike."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").lower()
    if b"openxmlformats-officedocument" not in types or b"macroenabled" in types:
        raise Fault(HOLDS, name)
    check(data, depth + 1)


class Part:
    """Reads one part of markup and raises Fault at the first thing that is refused."""

    def __init__(self, name):
        self.name = name
        self.is_picture = name.endswith(".svg")
        self.fields = Fields()

    def read(self, data):
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.Parse(data, True)

    def doctype(self, name, system_id, public_id, has_entities):
        # Programs for drawing write one without entities.
        if has_entities or not self.is_picture:
            raise Fault(RUNS, f"DOCTYPE, {self.name}")

    def start(self, tag, attributes):
        # Sheets have millions of elements: those that say nothing cost next to nothing.
        if RUNNING_CLICK.match(attributes.get("action", "")):
            raise Fault(RUNS, attributes["action"])
        if (local := tag.rpartition(" ")[2]) in TELLING:
            self.follow(local, {key.rpartition(" ")[2]: it for key, it in attributes.items()})

    def follow(self, local, attributes):
        if local == "Relationship":
            check_relation(attributes)
        elif local in RUNNING_LINKS:
            raise Fault(RUNS, local)
        elif local in WRITTEN:
            self.written = ""
            self.parser.CharacterDataHandler = self.text
        elif local == "fldSimple":
            check_field(attributes.get("instr", ""))
        else:
            self.fields.turn(attributes.get("fldCharType"))

    def text(self, words):
        self.written += words

    def end(self, tag):
        if (local := tag.rpartition(" ")[2]) in WRITTEN:
            self.parser.CharacterDataHandler = None
            if local in FORMULAS:
                check_formula(self.written)
            else:
                self.fields.add(self.written)


def check_relation(attributes):
    kind = attributes.get("Type", "").rpartition("/")[2]
    target = attributes.get("Target", "")
    for kinds, fault in [
        (RUNNING_KINDS, RUNS),
        (HOLDING_KINDS, HOLDS),
        (LOADING_KINDS, LOADS),
    ]:
        if kind in kinds:
            raise Fault(fault, target or kind)
    if is_outside(attributes.get("TargetMode", ""), target) and not is_harmless(kind, target):
        raise Fault(LOADS, target)


def is_outside(mode, target):
    is_address = SCHEME.match(target) or target.startswith(("\\\\", "//"))
    return mode.lower() == "external" or bool(is_address)


def is_harmless(kind, target):
    """What a reader has to click on, or what no other computer is asked for."""
    if kind == "attachedTemplate":
        return bool(OWN_DISK.match(target))
    scheme = SCHEME.match(target)
    return kind == "hyperlink" and (scheme is None or scheme[1].lower() in CLICKED)
