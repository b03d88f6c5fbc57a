"""Clean typed text in every form of editors."""

from django import forms
from django.utils.translation import gettext_lazy

from smartcity.text.cleaning import clean_input


class TypedTextForm(forms.BaseForm):
    """A form that removes control characters before its fields are validated."""

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


def note_field():
    """Return the field of a form that also asks for a sentence to readers."""
    return forms.CharField(
        label=gettext_lazy("Note for the editors"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Neither readers nor hosts see it."),
    )
