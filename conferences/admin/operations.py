"""Operations in the admin: each asks, shows what it would do, and then is confirmed."""

from copy import copy
from functools import partial

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import HiddenInput, modelform_factory
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

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
from smartcity.content.values import sentences_of
from smartcity.content.workflow import standing
from smartcity.editing.door import numbers_in_range

ADDRESS_NAME = "conferences_conference_operation"
WITHDRAW = OPERATIONS["withdraw"]


class OperationsAdmin:
    """Mixed into the admin of conferences."""

    change_form_template = "admin/conference_change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.operation_view)
        address = path("<path:object_id>/operation/<slug:name>/", view, name=ADDRESS_NAME)
        return [address, *super().get_urls()]

    def step_address(self, obj, name):
        """Withdrawing one has an effect on calendars, which its own page shows."""
        if name == WITHDRAW.name:
            return operation_address(obj, WITHDRAW)
        return super().step_address(obj, name)

    def effect_of_step(self, request, step, obj):
        if step.name != WITHDRAW.name:
            return super().effect_of_step(request, step, obj)
        asked = {"reason": ""}
        return effect_of(WITHDRAW, obj, asked, by=request.user, now=request.now).in_calendars

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            found = operations_for(request.user, obj, request.now)
            # Its button stands among the steps of publication.
            found = [it for it in found if it is not WITHDRAW]
            context["operations"] = [(it.label, operation_address(obj, it)) for it in found]
            context["calendar_panel"] = CalendarPanel.of(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def operation_view(self, request, object_id, name):
        if (operation := OPERATIONS.get(name)) is None:
            raise Http404
        with numbers_in_range():
            conference = self.get_object(request, unquote(object_id))
        if conference is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not may_operate(request.user, operation, conference):
            raise PermissionDenied
        form = self.operation_form(request, operation, conference)
        effect = None
        if "back" not in request.POST and form.is_valid():
            if "confirmed" in request.POST and self.is_done(request, operation, conference, form):
                return HttpResponseRedirect(self.change_address(conference))
            effect = found_effect(request, operation, conference, form)
        return self.operation_page(request, operation, conference, form, effect)

    def operation_form(self, request, operation, conference):
        callback = partial(self.formfield_for_dbfield, request=request)
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
        self.log_change(request, conference, str(operation.done))
        messages.success(request, f"{operation.done}: {conference}")
        return True

    def operation_page(self, request, operation, conference, form, effect):
        if effect:
            for field in form.fields.values():
                field.widget = HiddenInput()
        context = {
            **self.admin_site.each_context(request),
            "title": operation.label,
            "subtitle": str(conference),
            "opts": self.opts,
            "media": self.media + form.media,
            "conference": conference,
            "standing": standing(conference, request.now),
            "is_possible": is_possible(operation, conference, request.now),
            "operation": operation,
            "form": form,
            "effect": effect,
            "revision": revision_of(conference),
            "back": self.change_address(conference),
        }
        return TemplateResponse(request, "admin/operation.html", context)


def operation_address(conference, operation):
    return reverse(f"admin:{ADDRESS_NAME}", args=[quote(conference.pk), operation.name])


def found_effect(request, operation, conference, form):
    """Or nothing, and the reasons beside the fields of the form."""
    try:
        asked = form.cleaned_data
        return effect_of(operation, conference, asked, by=request.user, now=request.now)
    except ValidationError as error:
        fields = getattr(error, "error_dict", {}).keys() & form.fields.keys()
        for name in fields:
            form.add_error(name, error.error_dict.pop(name))
        for sentence in sentences_of(error, Conference):
            form.add_error(None, sentence)
        return None
