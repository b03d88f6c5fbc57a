"""What a PDF runs, loads from elsewhere or holds: asked of every object, not only of what is shown.

Links that a reader clicks on are fine, and so is data in text form (invoices carry it as XML).
"""

import io
import re
from pathlib import PurePosixPath

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from .faults import DAMAGED, HOLDS, LOADS, LOCKED, RUNS, Fault

HEADER = re.compile(rb"%PDF-[12]\.[0-9]")
# Readers look for the end in so many bytes.
MOST_BEHIND_END = 1024
FREE = 65535
RUNNING_KEYS = ["/JS", "/JavaScript", "/XFA", "/OnInstantiate"]
RUNNING_ACTIONS = {"/JavaScript", "/Launch", "/Movie", "/Rendition", "/RichMediaExecute"}
LOADING_ACTIONS = {"/GoToE", "/GoToR", "/ImportData", "/SubmitForm"}
RUNNING_ANNOTATIONS = {"/Movie", "/RichMedia"}
BY_ITSELF = ["/OpenAction", "/AA"]
RUNNING_ADDRESS = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
PLAIN_DATA = {".csv", ".json", ".txt", ".xml"}
NO_TEXT = re.compile(rb"\s*(?:MZ|PK|%PDF|#!|\x7fELF|\xd0\xcf\x11\xe0|<!doctype html|<html)", re.I)


def check(data):
    """Raise Fault if there is one; any other exception says that it cannot be read."""
    behind_end = data.rpartition(b"%%EOF")[2]
    if not HEADER.match(data) or len(behind_end) > MOST_BEHIND_END:
        raise Fault(DAMAGED)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Fault(LOCKED)
    if not len(reader.pages):
        raise Fault(DAMAGED)
    for obj in objects_of(reader):
        for dictionary in dictionaries_in(obj):
            check_dictionary(dictionary)


def objects_of(reader):
    yield reader.trailer
    numbers = {(key, generation) for generation, keys in reader.xref.items() for key in keys}
    numbers |= {(key, 0) for key in reader.xref_objStm}
    for key, generation in sorted(numbers):
        if generation != FREE and not reader.xref_free_entry.get(generation, {}).get(key):
            yield reader.get_object(IndirectObject(key, generation, reader))


def dictionaries_in(obj):
    """Those written in *obj* itself; what it only refers to is an object of its own."""
    waiting = [obj]
    while waiting:
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            yield found
            waiting += found.values()
        elif isinstance(found, ArrayObject):
            waiting += found


def check_dictionary(it):
    for key in RUNNING_KEYS:
        if key in it:
            raise Fault(RUNS, key[1:])
    check_action(it)
    check_annotation(it)
    check_files(it)
    for key in BY_ITSELF:
        for action in actions_behind(it, key):
            if action.get_object().get("/URI") is not None:
                raise Fault(LOADS, key[1:])


def check_action(it):
    action = value_of(it, "/S")
    if action in RUNNING_ACTIONS:
        raise Fault(RUNS, action[1:])
    if action in LOADING_ACTIONS or (action == "/Thread" and "/F" in it):
        raise Fault(LOADS, action[1:])
    if RUNNING_ADDRESS.match(str(value_of(it, "/URI"))):
        raise Fault(RUNS, "URI")


def check_annotation(it):
    if (kind := value_of(it, "/Subtype")) in RUNNING_ANNOTATIONS:
        raise Fault(RUNS, kind[1:])


def check_files(it):
    # The content of a stream, or of a part of a page, in another file.
    if isinstance(it, StreamObject) and ("/F" in it or "/Ref" in it):
        raise Fault(LOADS, "F")
    if "/EF" in it:
        name = str(value_of(it, "/UF") or value_of(it, "/F") or "")
        if PurePosixPath(name).suffix.lower() not in PLAIN_DATA:
            raise Fault(HOLDS, name)
        for stream in it["/EF"].values():
            if NO_TEXT.match(stream.get_object().get_data()):
                raise Fault(HOLDS, name)


def actions_behind(it, key):
    """What happens by itself: an action or several by their occasion, each with those after it."""
    found = value_of(it, key)
    if not isinstance(found, DictionaryObject):
        return
    waiting, seen = [found, *(found.values() if key == "/AA" else [])], set()
    while waiting:
        action = waiting.pop().get_object()
        if isinstance(action, ArrayObject):
            waiting += action
        elif isinstance(action, DictionaryObject) and id(action) not in seen:
            seen.add(id(action))
            yield action
            waiting += [action["/Next"]] if "/Next" in action else []


def value_of(it, key):
    """Of what it refers to by a number, too; `get` gives the number."""
    found = it.get(key)
    return None if found is None else found.get_object()
