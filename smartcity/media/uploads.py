"""What may be uploaded, told by the content of a file and never by its name."""

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

from smartcity.text.encodings import decoded
from smartcity.text.folding import address_of

from .documents.faults import RUNS, Fault
from .documents.formulas import check_cells
from .documents.process import fault_in
from .documents.sentences import SENTENCES
from .plain_pictures import UNREADABLE, in_plain_colours, upright

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
CONTENT_TYPES = "[Content_Types].xml"
MAX_PIXELS = 50_000_000
PICTURE_FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# Phones put a second picture behind the first one, and call the file JPEG.
STORED_AS = {"MPO": "JPEG"}
NO_PICTURE = _("Only JPEG, PNG and WebP pictures are accepted.")
OFFICE_PARTS = {"word/": "docx", "ppt/": "pptx", "xl/": "xlsx"}
DOCUMENT_KINDS = ["pdf", *OFFICE_PARTS.values(), "csv", "ics"]
# What Python says of an archive that is broken, encrypted, or packed in a way it does not know.
DAMAGED_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
# What may run: macros of all times, and controls.
ACTIVE_TYPES = re.compile(rb"macroenabled|vbaproject|macrosheet|activex")
ACTIVE_PARTS = re.compile(r"vbaproject|(^|/)(macrosheets|activex)/")
MARKUP = re.compile(r"<(?:!doctype|html|head|body|script|svg|iframe|\?xml)\b", re.IGNORECASE)
PROCEDURE = re.compile(r"^ACTION[^:\n]*:\s*PROCEDURE", re.IGNORECASE | re.MULTILINE)
# With it, bytes were decoded that mean nothing in their encoding.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")


def document_kind(file):
    """The kind of an uploaded document ("pdf", "docx", …) by its content, or None."""
    file.seek(0)
    start = file.read(2048)
    file.seek(0)
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return office_kind(file)
    return text_kind(file.read(MAX_BYTES))


def office_kind(file):
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
    found = decoded(data)
    text = found.text if found else ""
    if not text or CONTROLS.search(text) or MARKUP.search(text):
        return None
    if text.startswith("BEGIN:VCALENDAR"):
        return "ics" if is_calendar(text) else None
    first_line = text.partition("\n")[0]
    is_table = any(separator in first_line for separator in ",;\t")
    return "csv" if is_table and "<" not in first_line else None


def is_calendar(text):
    try:
        return Calendar.from_ical(text).name == "VCALENDAR"
    except (ValueError, LookupError, AttributeError):
        return False


def is_stored(file):
    """Checked on its way in, and closed or even lost by now."""
    return getattr(file, "_committed", False)


def once_per_upload(work_out):
    """Remember on an uploaded file what *work_out(file)* returned.

    A form asks before the transaction that other writers wait for, saving asks again in it.
    """

    @wraps(work_out)
    def remembered(file):
        upload = file.file if isinstance(file, FieldFile) else file
        answers = vars(upload).setdefault("answers", {})
        if work_out not in answers:
            answers[work_out] = work_out(file)
        return answers[work_out]

    return remembered


def validate_document(file):
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
    """(kind of fault, what was found) if a document runs or loads something."""
    kind = document_kind(file)
    file.seek(0)
    data = file.read()
    file.seek(0)
    if kind not in {"csv", "ics"}:
        return fault_in(data, "pdf" if kind == "pdf" else "office")
    try:
        check_text(decoded(data).text, kind)
    except Fault as fault:
        return fault.kind, fault.what
    return None


def check_text(text, kind):
    if kind == "csv":
        check_cells(text)
    # An alarm that starts a program.
    elif PROCEDURE.search(text):
        raise Fault(RUNS, "ACTION:PROCEDURE")


def validate_picture(file):
    if not is_stored(file):
        decode_picture(file)


@once_per_upload
def decode_picture(file):
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
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s MB, at most 20 MB are possible."),
            params={"size": number_format(megabytes(file.size), 1)},
        )


def megabytes(size):
    """Rounded up: what is too large by a byte must not look as if it fitted."""
    return math.ceil(size / MEGABYTE * 10) / 10


class WithSlowFile:
    """Mixed into a model whose new files take long to read or to encode."""

    def prepare(self):
        """Do the slow work for a new file; saving it asks again and gets the same."""
        raise NotImplementedError


class DocumentField(models.FileField):
    default_validators = [validate_document]


class PictureFormField(forms.ImageField):
    """Known by its content: the endings Pillow knows besides are none of the editor's business."""

    default_validators = [validate_picture]
    default_error_messages = {"invalid_image": NO_PICTURE}


class PictureField(models.ImageField):
    """A picture that is encoded anew on its way in: no location data, nothing hidden behind it."""

    default_validators = [validate_picture]

    def formfield(self, **kwargs):
        return super().formfield(form_class=PictureFormField, **kwargs)

    def update_dimension_fields(self, instance, *args, **kwargs):
        """A picture whose file is lost or damaged keeps the size it had."""
        with suppress(*UNREADABLE):
            super().update_dimension_fields(instance, *args, **kwargs)

    def pre_save(self, model_instance, add):
        file = getattr(model_instance, self.attname)
        if file and not is_stored(file):
            validate_picture(file)
            model_instance.__dict__[self.name] = file
            file.file = encoded_anew(file)
            file.name = file.file.name
        return super().pre_save(model_instance, add)


@once_per_upload
def encoded_anew(file):
    file.seek(0)
    with Image.open(file, formats=list(PICTURE_FORMATS)) as picture:
        kind = STORED_AS.get(picture.format, picture.format)
        picture = in_plain_colours(upright(picture))
        clean = Image.new(picture.mode, picture.size)
        clean.paste(picture)
        encoded = io.BytesIO()
        clean.save(encoded, format=kind)
    # Named after its content: a server tells browsers the type by the name.
    name = f"{address_of(PurePath(file.name).stem) or 'bild'}.{PICTURE_FORMATS[kind]}"
    return ContentFile(encoded.getvalue(), name=name)
