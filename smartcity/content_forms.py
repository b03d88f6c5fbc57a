"""The forms of editors: sentences stand beside fields, publication follows its rules."""

from datetime import date

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from .publishing import NEVER_PUBLIC, Publication


class ContentForm(forms.ModelForm):
    def clean(self):
        super().clean()
        for name, value in list(self.cleaned_data.items()):
            # Also datetimes. Beyond lie slips of the keyboard, and days that clocks cannot convert.
            if isinstance(value, date) and not 1990 <= value.year <= 2100:
                self.add_error(name, _("Give a year from 1990 to 2100."))

    def add_error(self, field, error):
        """What a constraint says stands beside a field instead of above the form."""
        if field is None and hasattr(error, "error_dict"):
            for fault in error.error_dict.pop(NON_FIELD_ERRORS, []):
                super().add_error(self.field_of(fault), fault)
        super().add_error(field, error)

    def field_of(self, fault):
        """The last field in the form that the broken constraint speaks of, or None."""
        for constraint in self.instance._meta.constraints:
            if fault.message == broken_sentence(constraint, self.instance):
                names = (
                    getattr(constraint, "fields", ()) or constraint.condition.referenced_base_fields
                )
                shown = [bound.name for bound in self.visible_fields() if bound.name in names]
                return shown[-1] if shown else None
        return None


def broken_sentence(constraint, instance):
    try:
        constraint.validate(type(instance), instance)
    except ValidationError as error:
        return error.message


class PublishableForm(ContentForm):
    """`now`, the moment of the request, is set by `ContentAdmin.get_form`."""

    def clean(self):
        super().clean()
        self.was_public = self.instance.has_been_public(self.now)
        publication = self.cleaned_data.get("publication")
        if publication in NEVER_PUBLIC:
            self.clean_hidden()
        elif publication == Publication.PUBLISHED:
            self.clean_published()
        elif publication == Publication.WITHDRAWN:
            self.clean_withdrawn()

    def clean_hidden(self):
        if self.was_public:
            self.add_error("publication", _("This has been public. Withdraw it instead."))
        self.cleaned_data["published_at"] = self.instance.withdrawn_at = None

    def clean_published(self):
        """Without a moment it is public from the earlier one on, or from now."""
        known = self.instance.published_at if self.was_public else self.now
        self.clean_moment(known, latest=self.now)
        self.instance.withdrawn_at = None

    def clean_withdrawn(self):
        if self.instance.publication in NEVER_PUBLIC:
            self.add_error("publication", _("Only what was published can be withdrawn."))
        self.instance.withdrawn_at = self.instance.withdrawn_at or self.now
        self.clean_moment(self.instance.published_at, latest=self.instance.withdrawn_at)

    def clean_moment(self, known, latest):
        moment = self.cleaned_data.get("published_at") or known
        if self.was_public and moment > latest:
            self.add_error("published_at", _("This is public already, so it cannot start later."))
        self.cleaned_data["published_at"] = moment


class PartsFormSet(forms.BaseInlineFormSet):
    def get_unique_error_message(self, unique_check):
        """The sentence of the constraint; Django's own names columns."""
        for constraint in self.model._meta.total_unique_constraints:
            if set(constraint.fields) == {self.fk.name, *unique_check}:
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)
