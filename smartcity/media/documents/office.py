"""Find what a Word, PowerPoint or Excel file runs, loads or embeds, part by part."""

import io
import re
import zipfile
from xml.parsers import expat

from .faults import DAMAGED, HOLDS, LOADS, RUNS, Fault
from .formulas import check_formula
from .word_fields import Fields, check_field

MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
OUTSIDE = re.compile(r"^[\\/]|(?:^|[\\/])\.\.(?:[\\/]|$)|:")
# How deep documents may be embedded in one another.
MAX_DEPTH = 2
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
# The path of the author's own template, which Word writes into every document.
OWN_DISK = re.compile(r"(?:file:/{0,3})?[a-z]:[\\/]|(?![\\/]{2})[^:]*$", re.IGNORECASE)


def check(data, depth=0):
    """Raise Fault if the document is refused; any other exception means that it is unreadable."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [entry.filename for entry in archive.infolist()]
        # With duplicate names programs may read another part; paths may lead out of the folder.
        if len({name.lower() for name in names}) < len(names) or any(map(OUTSIDE.search, names)):
            raise Fault(DAMAGED)
        for name in names:
            check_part(name, archive.read(name), depth)


def check_part(name, data, depth):
    """Raise Fault if the part embeds a file or its markup is refused."""
    if data.startswith(PACKAGE):
        if depth == MAX_DEPTH:
            raise Fault(HOLDS, name)
        check_inner(name, data, depth)
    elif data.startswith(OTHER_FILES):
        raise Fault(HOLDS, name)
    elif MARKUP.match(data) or name.endswith((".xml", ".rels", ".vml")):
        Part(name).read(data)


def check_inner(name, data, depth):
    """Raise Fault unless the part is an Office file without macros, such as a diagram's data."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").lower()
    if b"openxmlformats-officedocument" not in types or b"macroenabled" in types:
        raise Fault(HOLDS, name)
    check(data, depth + 1)


class Part:
    """Reads one part of markup and raises Fault for the first thing that is refused."""

    def __init__(self, name):
        self.name = name
        self.is_picture = name.endswith(".svg")
        self.fields = Fields()

    def read(self, data):
        """Parse *data*; raise Fault for refused content and ExpatError for broken markup."""
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.Parse(data, True)

    def doctype(self, name, system_id, public_id, has_entities):
        """Raise Fault for a document type, except one without entities in a drawing."""
        if has_entities or not self.is_picture:
            raise Fault(RUNS, f"DOCTYPE, {self.name}")

    def start(self, tag, attributes):
        """Raise Fault for an action on click that runs something; follow relevant elements."""
        # Sheets have millions of elements: irrelevant ones must be cheap.
        if RUNNING_CLICK.match(attributes.get("action", "")):
            raise Fault(RUNS, attributes["action"])
        if (local := tag.rpartition(" ")[2]) in TELLING:
            self.follow(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def follow(self, local, attributes):
        """Raise Fault if the element *local* is refused, or start to collect its text."""
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
        """Collect the text of an element."""
        self.written += words

    def end(self, tag):
        """Check the collected text; raise Fault if the formula or field is refused."""
        if (local := tag.rpartition(" ")[2]) in WRITTEN:
            self.parser.CharacterDataHandler = None
            if local in FORMULAS:
                check_formula(self.written)
            else:
                self.fields.add(self.written)


def check_relation(attributes):
    """Raise Fault if a relation runs something, embeds a file or loads from elsewhere."""
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
    """Return whether the target of a relation lies outside the document."""
    is_address = SCHEME.match(target) or target.startswith(("\\\\", "//"))
    return mode.lower() == "external" or bool(is_address)


def is_harmless(kind, target):
    """Return whether the target is only opened on click, or lies on the author's own disk."""
    if kind == "attachedTemplate":
        return bool(OWN_DISK.match(target))
    scheme = SCHEME.match(target)
    return kind == "hyperlink" and (scheme is None or scheme[1].lower() in CLICKED)
