"""The forms of editors: sentences stand beside fields."""

from datetime import date
from hashlib import sha256

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.fields import ProseEditorFormField

from smartcity.content.constraints import field_of
from smartcity.media.richtext import MAX_LENGTH, TOO_LONG
from smartcity.text.cleaning import clean_input

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


def note_field():
    """Of a form that also asks for a sentence to readers."""
    return forms.CharField(
        label=gettext_lazy("Note for the editors"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Neither readers nor hosts see it."),
    )


class TypedTextForm(forms.BaseForm):
    """Control characters are gone before any field asks whether it was filled."""

    def full_clean(self):
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField):
                self.keep_typed(self.add_prefix(name))
        super().full_clean()

    def keep_typed(self, name):
        sent = self.data.get(name)
        # NUL bytes are not pasted but forged: Django refuses them.
        if isinstance(sent, str) and "\x00" not in sent and clean_input(sent) != sent:
            self.data = self.data.copy()
            self.data[name] = clean_input(sent)


class ContentForm(TypedTextForm, forms.ModelForm):
    """The admin sets who fills it when, if it proposes, and what to do if somebody was quicker."""

    user = today = None
    is_proposal = False
    # What keeps the server from saving it at this moment: one of the sentences above.
    obstacle = ""
    # Of `smartcity.editing.collisions`.
    collision = None
    theirs_kept = ()
    # {name: digest of what the field held when that was chosen}
    shown = {}

    def full_clean(self):
        for name in self.fields.keys() & {*self.theirs_kept}:
            # What was typed afterwards counts.
            if self.shown.get(name) in (None, self.digest_sent(name)):
                self.fill_in_stored(name)
        super().full_clean()

    def digest_sent(self, name):
        widget = self.fields[name].widget
        value = widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        # Lists are chosen in any order, and browsers send line ends of their own.
        values = sorted(map(str, value)) if isinstance(value, list) else [str(value)]
        text = "\n".join(values).replace("\r\n", "\n")
        return sha256(text.encode()).hexdigest()

    def fill_in_stored(self, name):
        """As if the field showed, and sent, what is stored by now."""
        field = type(self)(instance=self.instance)[name]
        widget = getattr(field.field.widget, "widget", field.field.widget)
        value = widget.format_value(field.value())
        if isinstance(widget, forms.CheckboxInput):
            value = "on" if widget.check_test(field.value()) else None
        values = value if isinstance(value, list) else [value]
        self.data = self.data.copy()
        self.data.setlist(self.add_prefix(name), [it for it in values if it is not None])
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
        """Why nothing of it can be saved now, whatever was filled in."""
        found = [self.obstacle] if self.obstacle else []
        if self.collision and self.collision.is_there:
            found.append(self.collision.sentence)
        if found and self.files:
            found.append(_("Choose your files once more: a browser keeps none."))
        return found

    def _post_clean(self):
        super()._post_clean()
        # Some models have slow work to do for a new file; other writers do not wait for it here.
        if not self.errors and hasattr(self.instance, "prepare"):
            self.instance.prepare()

    def refuse_files(self):
        for name, value in list(self.cleaned_data.items()):
            is_taken_away = value is False and isinstance(self.fields[name], forms.FileField)
            if is_taken_away or isinstance(value, UploadedFile):
                text = _("A file cannot be proposed here. Give a link, or send it to the editors.")
                self.add_error(name, text)

    def add_error(self, field, error):
        """What a constraint says stands beside a field instead of above the form."""
        if field is None and hasattr(error, "error_dict"):
            for fault in error.error_dict.pop(NON_FIELD_ERRORS, []):
                super().add_error(self.field_of(fault), fault)
        super().add_error(field, error)

    def field_of(self, fault):
        return field_of(fault, self.instance, [bound.name for bound in self.visible_fields()])


def slip_in(value, field):
    """Why nobody means *value*, or nothing. Rich text is measured by itself, once it is clean."""
    # Also datetimes. Beyond lie slips of the keyboard, and days that clocks cannot convert.
    if isinstance(value, date) and not 1990 <= value.year <= 2100:
        return _("Give a year from 1990 to 2100.")
    is_plain = isinstance(value, str) and not isinstance(field, ProseEditorFormField)
    return TOO_LONG if is_plain and len(value) > MAX_LENGTH else ""


class PublishableForm(ContentForm):
    def _get_validation_exclusions(self):
        """Constraints also speak of the publication, which only steps change: check them, too."""
        kept = {"publication", "published_at", "withdrawn_at"}
        return super()._get_validation_exclusions() - kept
