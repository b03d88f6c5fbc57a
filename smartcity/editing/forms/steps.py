"""What a step of publication asks for on the page that confirms it."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.text.dates import clock_error

from .typed import TypedTextForm, note_field


class BerlinMomentField(forms.SplitDateTimeField):
    def compress(self, data_list):
        """Return the moment; raise ValidationError for hours that clocks skip or repeat."""
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(clock_error(*data_list)) from error


class StepForm(TypedTextForm, forms.Form):
    """The form of a step of publication: comment, note and moment."""

    moment = BerlinMomentField(
        label=gettext_lazy("Publish at"),
        widget=AdminSplitDateTime,
        help_text=gettext_lazy("Time of Berlin. It is published by itself at that time."),
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
    )
    note = note_field()

    # What is different by now from what the page showed.
    changed = ()

    def __init__(self, step, *args):
        super().__init__(*args)
        self.fields["comment"].help_text = step.comment_help
        if not step.asks_moment:
            del self.fields["moment"]
        if step.shows_comment:
            self.fields["comment"].label = _("Reason for readers")
        else:
            del self.fields["note"]

    def clean(self):
        for obj in self.changed:
            text = _("“%s” was changed meanwhile. Look at it again before you confirm.")
            self.add_error(None, text % obj)
        return super().clean()

    def clean_moment(self):
        """Return the moment; raise ValidationError if it is past or too far away."""
        moment = self.cleaned_data["moment"]
        if moment.year > 2100:
            raise ValidationError(_("Give a year from 1990 to 2100."))
        if moment <= timezone.now():
            raise ValidationError(_("Choose a moment in the future."))
        return moment
