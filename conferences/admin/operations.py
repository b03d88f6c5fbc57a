"""Operations in the admin: a form, then a page with the effect that asks for confirmation."""

from copy import copy
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import HiddenInput, modelform_factory
from django.http import Http404, HttpResponseRedirect

from conferences.announcing.effects import effect_of
from conferences.announcing.operations import (
    OPERATIONS,
    ChangedMeanwhile,
    is_possible,
    may_operate,
    operate,
    operations_for,
    stored_fingerprint,
)
from conferences.feeds.calendar_panel import CalendarPanel
from conferences.models import Conference
from smartcity.content.constraints import errors_by_field
from smartcity.content.values import sentences_of
from smartcity.content.workflow import public_state
from smartcity.editing.pages import AdminPage
from smartcity.editing.steps import StepPage

WITHDRAW = OPERATIONS["withdraw"]


class ConferenceStepPage(StepPage):
    """Replaces the step that withdraws by the operation, which shows the effect on calendars."""

    def address_of(self, obj, step):
        if step.name == WITHDRAW.name:
            return self.reverse(OperationPage.name, obj.pk, WITHDRAW.name)
        return super().address_of(obj, step)

    def effect(self, request, step, obj):
        if step.name != WITHDRAW.name:
            return super().effect(request, step, obj)
        arguments = {"reason": ""}
        effect = effect_of(WITHDRAW, obj, arguments, by=request.user, now=request.now)
        return effect.in_calendars


class OperationPage(AdminPage):
    """The form and the effect of one operation; the form of a conference links to it."""

    name = "operation"
    address = "<path:object_id>/operation/<slug:name>/"
    form_panel = "admin/operations_panel.html"

    def permission(self, request, obj=None, name=None):
        """Return whether the user may carry out the operation *name*.

        Raise Http404 if there is no such operation.
        """
        if (operation := OPERATIONS.get(name)) is None:
            raise Http404
        return obj is None or may_operate(request.user, operation, obj)

    def form_context(self, request, obj):
        if obj is None:
            return {}
        operations = operations_for(request.user, obj, request.now)
        # The button for `WITHDRAW` is among those of the workflow steps.
        return {
            "operations": [
                (operation.label, self.reverse(self.name, obj.pk, operation.name))
                for operation in operations
                if operation is not WITHDRAW
            ],
            "calendar_panel": CalendarPanel.of(obj),
        }

    def view(self, request, obj, name):
        operation = OPERATIONS[name]
        form = self.operation_form(request, operation, obj)
        effect = None
        if "back" not in request.POST and form.is_valid():
            if "confirmed" in request.POST and self.carry_out(request, operation, obj, form):
                return HttpResponseRedirect(self.reverse("change", obj.pk))
            effect = effect_or_errors(request, operation, obj, form)
        return self.operation_page(request, operation, obj, form, effect)

    def operation_form(self, request, operation, conference):
        """Return the form of the operation with the widgets of the admin."""
        form_class = modelform_factory(
            Conference,
            operation.form,
            fields=operation.form.conference_fields,
            formfield_callback=partial(self.admin.formfield_for_dbfield, request=request),
        )
        data = request.POST if request.method == "POST" else None
        return form_class(data, instance=copy(conference))

    def carry_out(self, request, operation, conference, form):
        """Carry out the confirmed operation and return whether it succeeded."""
        try:
            operate(
                operation,
                conference,
                form.cleaned_data,
                by=request.user,
                now=request.now,
                fingerprint=request.POST.get("fingerprint"),
            )
        except ValidationError as error:
            # The page computes the effect again and shows all other errors.
            if isinstance(error, ChangedMeanwhile):
                messages.warning(request, " ".join(error.messages))
            conference.refresh_from_db()
            return False
        self.admin.log_change(request, conference, str(operation.done))
        messages.success(request, f"{operation.done}: {conference}")
        return True

    def operation_page(self, request, operation, conference, form, effect):
        """Render the form, or the effect with the form in hidden fields."""
        if effect:
            for field in form.fields.values():
                field.widget = HiddenInput()
        return self.render(
            request,
            "admin/operation.html",
            operation.label,
            subtitle=str(conference),
            media=self.admin.media + form.media,
            conference=conference,
            standing=public_state(conference, request.now),
            is_possible=is_possible(operation, conference, request.now),
            operation=operation,
            form=form,
            effect=effect,
            fingerprint=stored_fingerprint(conference),
            back=self.reverse("change", conference.pk),
        )


def effect_or_errors(request, operation, conference, form):
    """Return the effect of the operation, or None after adding its errors to the form."""
    try:
        return effect_of(operation, conference, form.cleaned_data, by=request.user, now=request.now)
    except ValidationError as error:
        errors = errors_by_field(error)
        for name in errors.keys() & form.fields.keys():
            form.add_error(name, errors.pop(name))
        for sentence in sentences_of(error, Conference):
            form.add_error(None, sentence)
        return None
