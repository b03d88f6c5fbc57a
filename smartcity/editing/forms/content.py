"""The base of all forms of content: what an editor reads stands beside its field."""

from contextvars import ContextVar
from datetime import date
from hashlib import sha256

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.fields import ProseEditorFormField

from smartcity.content.constraints import errors_by_field, field_of
from smartcity.content.values import keys_of, plain_value
from smartcity.media.richtext import MAX_LENGTH, TOO_LONG
from smartcity.media.uploads import WithSlowFile

from .collisions import Collision
from .typed import TypedTextForm

NO_ROOM = gettext_lazy(
    "The server has no room for this file. Nothing was saved. Tell those who look after the "
    "website, and save later, or without the file."
)
BUSY = gettext_lazy(
    "Something else is being saved right now. What you entered still stands here: please save once "
    "more."
)
BUSY_WITH_FILES = gettext_lazy(
    "Something else is being saved right now. What you entered still stands here: please choose "
    "your files again and save once more."
)

# Why the server cannot save at this moment, while the form that it refused is rendered.
OBSTACLE = ContextVar("OBSTACLE", default="")


class ContentForm(TypedTextForm, forms.ModelForm):
    """A form of `ContentAdmin`, which sets the attributes below on the class it makes."""

    user = today = None
    is_proposal = False
    collision = Collision()

    def full_clean(self):
        for name in self.fields.keys() & {*self.collision.theirs_kept}:
            # What was typed after the choice was shown counts.
            if self.collision.shown.get(name) in (None, self.digest_sent(name)):
                self.fill_in_stored(name)
        super().full_clean()

    def entered(self, name):
        """Return the value of a valid field as `smartcity.content.values` writes it."""
        field = self.instance._meta.get_field(name)
        if field.many_to_many:
            return keys_of(self.cleaned_data[name])
        return plain_value(field, self.instance)

    def digest_sent(self, name):
        widget = self.fields[name].widget
        value = widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        # Lists are chosen in any order, and browsers send line ends of their own.
        values = sorted(map(str, value)) if isinstance(value, list) else [str(value)]
        text = "\n".join(values).replace("\r\n", "\n")
        return sha256(text.encode()).hexdigest()

    def fill_in_stored(self, name):
        """Put into what was sent of a field what is stored by now."""
        field = type(self)(instance=self.instance)[name]
        widget = field.field.widget
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget = widget.widget
        value = widget.format_value(field.value())
        if isinstance(widget, forms.CheckboxInput):
            value = "on" if widget.check_test(field.value()) else None
        values = value if isinstance(value, list) else [value]
        self.data = self.data.copy()
        self.data.setlist(self.add_prefix(name), [value for value in values if value is not None])
        self.files.pop(self.add_prefix(name), None)

    def clean(self):
        super().clean()
        for sentence in self.obstacles():
            self.add_error(None, sentence)
        if self.is_proposal:
            self.refuse_files()
        for name, value in list(self.cleaned_data.items()):
            if slip := slip_in(value, self.fields[name]):
                self.add_error(name, slip)

    def obstacles(self):
        """Return why nothing can be saved now, whatever was filled in."""
        sentences = [obstacle] if (obstacle := OBSTACLE.get()) else []
        if self.collision.is_there:
            sentences.append(self.collision.sentence)
        if sentences and self.files:
            sentences.append(_("Choose your files once more: a browser keeps none."))
        return sentences

    def _post_clean(self):
        super()._post_clean()
        # The slow work for a new file; no other writer waits for it yet.
        if not self.errors and isinstance(self.instance, WithSlowFile):
            self.instance.prepare()

    def refuse_files(self):
        for name, value in list(self.cleaned_data.items()):
            is_taken_away = value is False and isinstance(self.fields[name], forms.FileField)
            if is_taken_away or isinstance(value, UploadedFile):
                text = _("A file cannot be proposed here. Give a link, or send it to the editors.")
                self.add_error(name, text)

    def add_error(self, field, error):
        """Add an error; the message of a constraint is put beside a field."""
        if field is None:
            for fault in errors_by_field(error).pop(NON_FIELD_ERRORS, []):
                super().add_error(self.field_of(fault), fault)
        super().add_error(field, error)

    def field_of(self, fault):
        return field_of(fault, self.instance, [bound.name for bound in self.visible_fields()])


def slip_in(value, field):
    """Return an error message if *value* is implausible, else an empty string.

    Rich text measures itself once it is clean.
    """
    # Datetimes are dates, too. Years outside this range are typing errors, and some cannot be
    # converted to UTC.
    if isinstance(value, date) and not 1990 <= value.year <= 2100:
        return _("Give a year from 1990 to 2100.")
    is_plain = isinstance(value, str) and not isinstance(field, ProseEditorFormField)
    return TOO_LONG if is_plain and len(value) > MAX_LENGTH else ""


class PublishableForm(ContentForm):
    def _get_validation_exclusions(self):
        """Return the fields to exclude, but not the publication: constraints refer to it."""
        kept = {"publication", "published_at", "withdrawn_at"}
        return super()._get_validation_exclusions() - kept
