"""The steps of publication in the admin: each is confirmed on a page that names every item."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import quote, unquote
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.content.workflow import STEPS, standing, take, why_not
from smartcity.publishing.roles import may
from smartcity.text.dates import clock_error

from .collisions import known_write
from .content_forms import TypedTextForm, note_field
from .door import through_the_door

# One page of a list: what is confirmed together is read together.
MOST_TOGETHER = 100


class BerlinMomentField(forms.SplitDateTimeField):
    def compress(self, data_list):
        """Django speaks of time zones where clocks skip an hour, or show it twice."""
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(clock_error(*data_list)) from error


class StepForm(TypedTextForm, forms.Form):
    """What a step asks for."""

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
        if step.is_told:
            self.fields["comment"].label = _("Reason for readers")
        else:
            del self.fields["note"]

    def clean(self):
        for obj in self.changed:
            text = _("“%s” was changed meanwhile. Look at it again before you confirm.")
            self.add_error(None, text % obj)
        return super().clean()

    def clean_moment(self):
        moment = self.cleaned_data["moment"]
        if moment.year > 2100:
            raise ValidationError(_("Give a year from 1990 to 2100."))
        if moment <= timezone.now():
            raise ValidationError(_("Choose a moment in the future."))
        return moment


def name_of_shown(obj):
    return f"shown-{obj.pk}"


def was_shown_otherwise(obj, sent):
    """Whether the page on which the step was confirmed showed something else."""
    now = known_write(obj)
    return sent.get(name_of_shown(obj), now) != now


class StepsAdmin:
    """Mixed into an admin: the page of a step for one object, and the same for many at once."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.step_view)
        address = path("<path:object_id>/step/<slug:name>/", view, name=self.step_address_name)
        return [address, *super().get_urls()]

    @property
    def step_address_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_step"

    def step_address(self, obj, name):
        return reverse(f"admin:{self.step_address_name}", args=[quote(obj.pk), name])

    def step_view(self, request, object_id, name):
        if (step := STEPS.get(name)) is None:
            raise Http404
        if not may(request.user, step.verb, self.model):
            raise PermissionDenied
        with through_the_door(request):
            obj = self.get_object(request, unquote(object_id))
            if obj is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            # Some have a page of their own that shows more.
            address = self.step_address(obj, name)
            if request.method != "POST" and address != request.path:
                return HttpResponseRedirect(address)
            return self.confirmed(request, step, [obj], back=self.change_address(obj))

    def change_address(self, obj):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[quote(obj.pk)])

    def get_actions(self, request, action_location=None):
        # Django 6.1 names the place, and asks for the form, too.
        place = {"action_location": action_location} if action_location else {}
        actions = super().get_actions(request, **place)
        if getattr(action_location, "name", "CHANGE_LIST") != "CHANGE_LIST":
            return actions
        if self.actions is None or IS_POPUP_VAR in request.GET:
            return actions
        allowed = [it for it in STEPS.values() if may(request.user, it.verb, self.model)]
        return actions | {
            step.name: (partial(take_together, step=step), step.name, step.label)
            for step in allowed
        }

    def confirmed(self, request, step, objs, *, back, ticked=None):
        """Take the step with each, once that is confirmed; else the page that asks for it."""
        is_confirmed = request.method == "POST" and "confirmed" in request.POST
        form = StepForm(step, request.POST if is_confirmed else None)
        form.changed = [it for it in objs if is_confirmed and was_shown_otherwise(it, request.POST)]
        if form.is_valid():
            self.take_with_each(request, step, objs, form.cleaned_data)
            return HttpResponseRedirect(back)
        reasons = [(it, why_not(step, it, user=request.user, now=request.now)) for it in objs]
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "media": self.media + form.media,
            "form": form,
            "step": step,
            "possible": [self.row_of_step(request, step, it) for it, why in reasons if not why],
            "impossible": [(it, why) for it, why in reasons if why],
            "back": back,
            "ticked": ticked,
            "tick_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/step_confirmation.html", context)

    def row_of_step(self, request, step, obj):
        """What the page shows of it, and the fingerprint of that with a name to send it under."""
        shown = standing(obj, request.now), self.effect_of_step(request, step, obj)
        return obj, *shown, name_of_shown(obj), known_write(obj)

    def effect_of_step(self, request, step, obj):
        """A sentence on what readers will notice besides, if there is one."""
        return ""

    def take_with_each(self, request, step, objs, asked):
        done = []
        for obj in objs:
            try:
                take(step, obj, by=request.user, now=request.now, **asked)
            except ValidationError as error:
                messages.error(request, f"{obj}: {' '.join(error.messages)}")
            else:
                self.log_change(request, obj, str(step.done))
                done.append(str(obj))
        if done:
            messages.success(request, f"{step.done}: {', '.join(done)}")


def take_together(admin, request, queryset, *, step):
    if len(objs := list(queryset[: MOST_TOGETHER + 1])) > MOST_TOGETHER:
        text = _("Choose at most %s at once, so that you can look through all of them.")
        messages.warning(request, text % MOST_TOGETHER)
        return None
    here = request.get_full_path()
    return admin.confirmed(request, step, objs, back=here, ticked=[it.pk for it in objs])
