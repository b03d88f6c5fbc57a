"""Find what a PDF runs, loads or embeds, in every object and not only in displayed ones.

Links to click on are allowed, and so are attachments in text form (invoices carry XML).
"""

import io
import re
from pathlib import PurePosixPath

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from .faults import DAMAGED, HOLDS, LOADS, LOCKED, RUNS, Fault

HEADER = re.compile(rb"%PDF-[12]\.[0-9]")
# Readers search for the end marker in the last bytes of the file.
MAX_BEHIND_END = 1024
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
    """Raise Fault if the document is refused; any other exception means that it is unreadable."""
    behind_end = data.rpartition(b"%%EOF")[2]
    if not HEADER.match(data) or len(behind_end) > MAX_BEHIND_END:
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
    """Yield the trailer and every object of the file, also unused ones."""
    yield reader.trailer
    numbers = {(key, generation) for generation, keys in reader.xref.items() for key in keys}
    numbers |= {(key, 0) for key in reader.xref_objStm}
    for key, generation in sorted(numbers):
        if generation != FREE and not reader.xref_free_entry.get(generation, {}).get(key):
            yield reader.get_object(IndirectObject(key, generation, reader))


def dictionaries_in(obj):
    """Yield the dictionaries written in *obj* itself; referenced ones are objects of their own."""
    waiting = [obj]
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            yield value
            waiting += value.values()
        elif isinstance(value, ArrayObject):
            waiting += value


def check_dictionary(dictionary):
    """Raise Fault if the dictionary runs, loads or embeds something."""
    for key in RUNNING_KEYS:
        if key in dictionary:
            raise Fault(RUNS, key[1:])
    check_action(dictionary)
    check_annotation(dictionary)
    check_files(dictionary)
    for key in BY_ITSELF:
        for action in actions_behind(dictionary, key):
            if action.get_object().get("/URI") is not None:
                raise Fault(LOADS, key[1:])


def check_action(dictionary):
    """Raise Fault if the action runs a script or program, or loads something."""
    action = value_of(dictionary, "/S")
    if action in RUNNING_ACTIONS:
        raise Fault(RUNS, action[1:])
    if action in LOADING_ACTIONS or (action == "/Thread" and "/F" in dictionary):
        raise Fault(LOADS, action[1:])
    if RUNNING_ADDRESS.match(str(value_of(dictionary, "/URI"))):
        raise Fault(RUNS, "URI")


def check_annotation(dictionary):
    """Raise Fault if the annotation is a movie or rich media."""
    if (kind := value_of(dictionary, "/Subtype")) in RUNNING_ANNOTATIONS:
        raise Fault(RUNS, kind[1:])


def check_files(dictionary):
    """Raise Fault if content lies in another file, or an attachment is no plain data."""
    # The content of a stream (/F) or of a part of a page (/Ref) in another file.
    if isinstance(dictionary, StreamObject) and ("/F" in dictionary or "/Ref" in dictionary):
        raise Fault(LOADS, "F")
    if "/EF" in dictionary:
        name = str(value_of(dictionary, "/UF") or value_of(dictionary, "/F") or "")
        if PurePosixPath(name).suffix.lower() not in PLAIN_DATA:
            raise Fault(HOLDS, name)
        for stream in dictionary["/EF"].values():
            if NO_TEXT.match(stream.get_object().get_data()):
                raise Fault(HOLDS, name)


def actions_behind(dictionary, key):
    """Yield the actions behind *key* that run without a click, each with those that follow it."""
    value = value_of(dictionary, key)
    if not isinstance(value, DictionaryObject):
        return
    waiting, seen = [value, *(value.values() if key == "/AA" else [])], set()
    while waiting:
        action = waiting.pop().get_object()
        if isinstance(action, ArrayObject):
            waiting += action
        elif isinstance(action, DictionaryObject) and id(action) not in seen:
            seen.add(id(action))
            yield action
            waiting += [action["/Next"]] if "/Next" in action else []


def value_of(dictionary, key):
    """Return the value of *key*, resolved if it is a reference, or None."""
    value = dictionary.get(key)
    return None if value is None else value.get_object()
