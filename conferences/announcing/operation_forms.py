"""Forms for the arguments of operations; each field has the name of the argument."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferences.models import Change, Conference
from smartcity.content.values import label_of
from smartcity.editing.forms.content import PublishableForm
from smartcity.editing.forms.typed import note_field


class OperationForm(PublishableForm):
    """A form for a copy of the conference, because validation writes to the instance."""

    # Fields of the conference, added by the admin with its own widgets.
    conference_fields = []

    class Meta:
        model = Conference
        fields = []


class ReasonForm(OperationForm):
    reason = forms.CharField(
        label=label_of(Change, "reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Subscribers and readers see this sentence."),
    )


class OptionalReasonForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class WithdrawForm(OptionalReasonForm):
    note = note_field()


class MoveForm(ReasonForm):
    conference_fields = [
        *["starts_on", "ends_on", "start_time", "end_time"],
        "registration_deadline",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].required = True
        for name in ["starts_on", "ends_on", "registration_deadline"]:
            # Editors could mistake the old days for new ones.
            self.initial[name] = None
        self.fields["ends_on"].help_text = _("Empty: it lasts as long as before.")
        self.fields["registration_deadline"].help_text = _(
            "The old one spoke of the old date: give it again, or leave it open."
        )

    def clean(self):
        """Set an empty last day so that the conference lasts as long as before."""
        super().clean()
        first, days = self.cleaned_data.get("starts_on"), self.instance.length_in_days or 1
        is_empty = "ends_on" not in self.errors and not self.cleaned_data.get("ends_on")
        if first and is_empty:
            self.cleaned_data["ends_on"] = first + timedelta(days=days - 1)


class OnlineForm(ReasonForm):
    conference_fields = ["public_link"]
