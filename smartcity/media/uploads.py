"""Validate uploads by their content, never by their name."""

import io
import lzma
import math
import re
import zipfile
import zlib
from contextlib import suppress
from functools import wraps
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar
from PIL import Image

from smartcity.text.encodings import decode
from smartcity.text.folding import slug_of

from .documents.faults import RUNS, Fault
from .documents.formulas import check_cells
from .documents.process import fault_in
from .documents.sentences import SENTENCES
from .plain_pictures import UNREADABLE, rotate_upright, to_plain_colours

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
CONTENT_TYPES = "[Content_Types].xml"
MAX_PIXELS = 50_000_000
PICTURE_FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# Phones append a second picture (MPO) and name the file JPEG.
STORED_AS = {"MPO": "JPEG"}
NO_PICTURE = _("Only JPEG, PNG and WebP pictures are accepted.")
OFFICE_PARTS = {"word/": "docx", "ppt/": "pptx", "xl/": "xlsx"}
DOCUMENT_KINDS = ["pdf", *OFFICE_PARTS.values(), "csv", "ics"]
# Exceptions for archives that are broken, encrypted, or compressed by an unknown method.
DAMAGED_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
# Macros of all formats, and ActiveX controls.
ACTIVE_TYPES = re.compile(rb"macroenabled|vbaproject|macrosheet|activex")
ACTIVE_PARTS = re.compile(r"vbaproject|(^|/)(macrosheets|activex)/")
MARKUP = re.compile(r"<(?:!doctype|html|head|body|script|svg|iframe|\?xml)\b", re.IGNORECASE)
PROCEDURE = re.compile(r"^ACTION[^:\n]*:\s*PROCEDURE", re.IGNORECASE | re.MULTILINE)
# The last character stands for bytes that could not be decoded.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")


def document_kind(file):
    """Return the kind of an uploaded document ("pdf", "docx", …) by its content, or None."""
    file.seek(0)
    start = file.read(2048)
    file.seek(0)
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return office_kind(file)
    return text_kind(file.read(MAX_BYTES))


def office_kind(file):
    """Return "docx", "pptx" or "xlsx", or None for other archives and files with macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            names = [entry.filename for entry in entries]
            if unpacked > 10 * MAX_BYTES or CONTENT_TYPES not in names:
                return None
            types = archive.read(CONTENT_TYPES).lower()
    except DAMAGED_ARCHIVE:
        return None
    if ACTIVE_TYPES.search(types) or any(ACTIVE_PARTS.search(name.lower()) for name in names):
        return None
    kinds = {kind for part, kind in OFFICE_PARTS.items() if any(n.startswith(part) for n in names)}
    return kinds.pop() if len(kinds) == 1 else None


def text_kind(data):
    """Return "csv" or "ics", or None for other text."""
    decoded_text = decode(data)
    text = decoded_text.text if decoded_text else ""
    if not text or CONTROLS.search(text) or MARKUP.search(text):
        return None
    if text.startswith("BEGIN:VCALENDAR"):
        return "ics" if is_calendar(text) else None
    first_line = text.partition("\n")[0]
    is_table = any(separator in first_line for separator in ",;\t")
    return "csv" if is_table and "<" not in first_line else None


def is_calendar(text):
    """Return whether *text* can be parsed as a calendar."""
    try:
        return Calendar.from_ical(text).name == "VCALENDAR"
    except (ValueError, LookupError, AttributeError):
        return False


def is_stored(file):
    """Return whether *file* lies in the storage: it was validated before, and may be lost now."""
    return isinstance(file, FieldFile) and file._committed


def once_per_upload(compute):
    """Decorate *compute(file)* so that an uploaded file caches the result.

    A form calls it before the transaction, which other writers wait for; saving calls it again.
    """

    @wraps(compute)
    def cached(file):
        upload = file.file if isinstance(file, FieldFile) else file
        results = vars(upload).setdefault("results", {})
        if compute not in results:
            results[compute] = compute(file)
        return results[compute]

    return cached


def validate_document(file):
    """Raise ValidationError if the file is no accepted document, or runs or loads something."""
    if is_stored(file):
        return
    validate_size(file)
    kind = document_kind(file)
    if kind is None:
        raise ValidationError(
            _("Only PDF, Word, PowerPoint, Excel (no macros), CSV and ICS are accepted.")
        )
    if not file.name.lower().endswith(f".{kind}"):
        raise ValidationError(
            _("The content of this file is %(kind)s, its name says something else."),
            params={"kind": kind.upper()},
        )
    if fault := fault_of(file):
        code, what = fault
        raise ValidationError(SENTENCES[code], params={"what": what})


@once_per_upload
def fault_of(file):
    """Return (kind of fault, offending part) if a document runs or loads something, else None."""
    kind = document_kind(file)
    file.seek(0)
    data = file.read()
    file.seek(0)
    if kind not in {"csv", "ics"}:
        return fault_in(data, "pdf" if kind == "pdf" else "office")
    try:
        check_text(decode(data).text, kind)
    except Fault as fault:
        return fault.kind, fault.what
    return None


def check_text(text, kind):
    """Raise Fault if the text of a table or calendar starts a program or loads something."""
    if kind == "csv":
        check_cells(text)
    # An alarm of a calendar that starts a program.
    elif PROCEDURE.search(text):
        raise Fault(RUNS, "ACTION:PROCEDURE")


def validate_picture(file):
    """Raise ValidationError if *file* is a new upload and no acceptable picture."""
    if not is_stored(file):
        decode_picture(file)


@once_per_upload
def decode_picture(file):
    """Raise ValidationError if *file* is too large or cannot be decoded as a picture."""
    validate_size(file)
    file.seek(0)
    try:
        with Image.open(file, formats=list(PICTURE_FORMATS)) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise ValidationError(_("This picture has more than 50 million pixels."))
            picture.load()
            picture.getexif()
    except UNREADABLE as error:
        raise ValidationError(NO_PICTURE) from error
    finally:
        file.seek(0)


def validate_size(file):
    """Raise ValidationError if *file* is larger than `MAX_BYTES`."""
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s MB, at most 20 MB are possible."),
            params={"size": number_format(megabytes(file.size), 1)},
        )


def megabytes(size):
    """Return *size* in MB, rounded up: a file that is too large by a byte must look too large."""
    return math.ceil(size / MEGABYTE * 10) / 10


class WithSlowFile:
    """Mixed into a model whose new files take long to read or to encode."""

    def prepare(self):
        """Do the slow work for a new file; saving it asks again and gets the same.

        Raises NotImplementedError unless the model overrides it.
        """
        raise NotImplementedError


class DocumentField(models.FileField):
    default_validators = [validate_document]


class PictureFormField(forms.ImageField):
    """A form field for pictures, which are recognized by content and not by file extension."""

    default_validators = [validate_picture]
    default_error_messages = {"invalid_image": NO_PICTURE}


class PictureField(models.ImageField):
    """A picture that is reencoded when uploaded, which removes location data and hidden files."""

    default_validators = [validate_picture]

    def formfield(self, **kwargs):
        return super().formfield(form_class=PictureFormField, **kwargs)

    def update_dimension_fields(self, instance, *args, **kwargs):
        """Set the size of the picture; if its file is lost or damaged, keep the stored size."""
        with suppress(*UNREADABLE):
            super().update_dimension_fields(instance, *args, **kwargs)

    def pre_save(self, model_instance, add):
        file = self.value_from_object(model_instance)
        if file and not is_stored(file):
            validate_picture(file)
            model_instance.__dict__[self.name] = file
            file.file = reencode(file)
            file.name = file.file.name
        return super().pre_save(model_instance, add)


@once_per_upload
def reencode(file):
    """Return the picture of *file* as a new file without metadata, named after its content."""
    file.seek(0)
    with Image.open(file, formats=list(PICTURE_FORMATS)) as picture:
        kind = STORED_AS.get(picture.format, picture.format)
        picture = to_plain_colours(rotate_upright(picture))
        clean = Image.new(picture.mode, picture.size)
        clean.paste(picture)
        encoded = io.BytesIO()
        clean.save(encoded, format=kind)
    # Web servers derive the content type from the extension.
    name = f"{slug_of(PurePath(file.name).stem) or 'bild'}.{PICTURE_FORMATS[kind]}"
    return ContentFile(encoded.getvalue(), name=name)
