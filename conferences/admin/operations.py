"""Operations in the admin: each asks, shows what it would do, and then is confirmed."""

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
    revision_of,
)
from conferences.feeds.calendar_panel import CalendarPanel
from conferences.models import Conference
from smartcity.content.constraints import errors_by_field
from smartcity.content.values import sentences_of
from smartcity.content.workflow import standing
from smartcity.editing.pages import AdminPage
from smartcity.editing.steps import StepPage

WITHDRAW = OPERATIONS["withdraw"]


class ConferenceStepPage(StepPage):
    """Withdrawing a conference has an effect on calendars, which its own operation shows."""

    def address_of(self, obj, step):
        if step.name == WITHDRAW.name:
            return self.reverse(OperationPage.name, obj.pk, WITHDRAW.name)
        return super().address_of(obj, step)

    def effect(self, request, step, obj):
        if step.name != WITHDRAW.name:
            return super().effect(request, step, obj)
        asked = {"reason": ""}
        return effect_of(WITHDRAW, obj, asked, by=request.user, now=request.now).in_calendars


class OperationPage(AdminPage):
    name = "operation"
    address = "<path:object_id>/operation/<slug:name>/"
    form_panel = "admin/operations_panel.html"

    def permission(self, request, obj=None, name=None):
        """Raises Http404 if there is no such operation."""
        if (operation := OPERATIONS.get(name)) is None:
            raise Http404
        return obj is None or may_operate(request.user, operation, obj)

    def form_context(self, request, obj):
        if obj is None:
            return {}
        operations = operations_for(request.user, obj, request.now)
        # The button of `WITHDRAW` stands among the steps of publication.
        return {
            "operations": [
                (it.label, self.reverse(self.name, obj.pk, it.name))
                for it in operations
                if it is not WITHDRAW
            ],
            "calendar_panel": CalendarPanel.of(obj),
        }

    def view(self, request, obj, name):
        operation = OPERATIONS[name]
        form = self.operation_form(request, operation, obj)
        effect = None
        if "back" not in request.POST and form.is_valid():
            if "confirmed" in request.POST and self.is_done(request, operation, obj, form):
                return HttpResponseRedirect(self.reverse("change", obj.pk))
            effect = effect_or_errors(request, operation, obj, form)
        return self.operation_page(request, operation, obj, form, effect)

    def operation_form(self, request, operation, conference):
        callback = partial(self.admin.formfield_for_dbfield, request=request)
        asked, form = operation.form.asked, operation.form
        form = modelform_factory(Conference, form, fields=asked, formfield_callback=callback)
        data = request.POST if request.method == "POST" else None
        return form(data, instance=copy(conference))

    def is_done(self, request, operation, conference, form):
        seen, asked = request.POST.get("revision"), form.cleaned_data
        try:
            operate(operation, conference, asked, by=request.user, now=request.now, revision=seen)
        except ValidationError as error:
            # The effect, which is worked out anew, tells everything else.
            if isinstance(error, ChangedMeanwhile):
                messages.warning(request, " ".join(error.messages))
            conference.refresh_from_db()
            return False
        self.admin.log_change(request, conference, str(operation.done))
        messages.success(request, f"{operation.done}: {conference}")
        return True

    def operation_page(self, request, operation, conference, form, effect):
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
            standing=standing(conference, request.now),
            is_possible=is_possible(operation, conference, request.now),
            operation=operation,
            form=form,
            effect=effect,
            revision=revision_of(conference),
            back=self.reverse("change", conference.pk),
        )


def effect_or_errors(request, operation, conference, form):
    """Return the effect, or None with the reasons in the errors of the form."""
    try:
        asked = form.cleaned_data
        return effect_of(operation, conference, asked, by=request.user, now=request.now)
    except ValidationError as error:
        errors = errors_by_field(error)
        for name in errors.keys() & form.fields.keys():
            form.add_error(name, errors.pop(name))
        for sentence in sentences_of(error, Conference):
            form.add_error(None, sentence)
        return None
