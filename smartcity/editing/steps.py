"""The steps of publication in the admin: each is confirmed on a page that names every item."""

from functools import partial

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _

from smartcity.content.workflow import (
    STEPS,
    problems_with_step,
    public_state,
    step_in_words,
    steps_for,
    take,
)
from smartcity.publishing.roles import may, reads_internal

from .forms.collisions import known_write
from .forms.steps import StepForm
from .pages import AdminPage

# One page of a list: what is confirmed together is read together.
MOST_TOGETHER = 100


def name_of_shown(obj):
    return f"shown-{obj.pk}"


def was_shown_otherwise(obj, sent):
    """Whether the page on which the step was confirmed showed something else."""
    now = known_write(obj)
    return sent.get(name_of_shown(obj), now) != now


class StepPage(AdminPage):
    """A step with one object; `take_together` shows the same page for many.

    The form names the state of its object, and has a button for each allowed step, which saves it
    and leads here.
    """

    name = "step"
    address = "<path:object_id>/step/<slug:name>/"
    writes_content = True
    form_panel = "admin/standing_panel.html"
    form_buttons = "admin/step_buttons.html"

    def permission(self, request, obj=None, name=None):
        """Raises Http404 if there is no such step."""
        if (step := STEPS.get(name)) is None:
            raise Http404
        return may(request.user, step.verb, self.model)

    def address_of(self, obj, step):
        """Return the address of the page that confirms *step* with *obj*."""
        return self.reverse(self.name, obj.pk, step.name)

    def effect(self, request, step, obj):
        """Return a sentence on what readers will notice besides, or an empty string."""
        return ""

    def view(self, request, obj, name):
        step = STEPS[name]
        # Some have a page of their own that shows more.
        address = self.address_of(obj, step)
        if request.method != "POST" and address != request.path:
            return HttpResponseRedirect(address)
        return self.confirmed(request, step, [obj], back=self.reverse("change", obj.pk))

    def form_context(self, request, obj):
        steps = steps_for(request.user, obj or self.model(), request.now)
        if obj is None:
            return {"steps": steps}
        return {
            "standing": public_state(obj, request.now),
            "is_live": obj.is_published(request.now),
            "steps_taken": steps_taken(request.user, obj),
            "steps": steps,
        }

    def response(self, request, obj):
        """Lead on from a form that was saved by the button of a step."""
        step = STEPS.get(request.POST.get("_step"))
        if step is None or IS_POPUP_VAR in request.POST:
            return None
        messages.success(request, _("Saved: “%s”.") % obj)
        return HttpResponseRedirect(self.address_of(obj, step))

    def actions(self, request):
        allowed = [step for step in STEPS.values() if may(request.user, step.verb, self.model)]
        return {
            step.name: (partial(take_together, step=step), step.name, step.label)
            for step in allowed
        }

    def confirmed(self, request, step, objs, *, back, ticked=None):
        """Take the step with each, once that is confirmed; else the page that asks for it."""
        is_confirmed = request.method == "POST" and "confirmed" in request.POST
        form = StepForm(step, request.POST if is_confirmed else None)
        form.changed = [
            obj for obj in objs if is_confirmed and was_shown_otherwise(obj, request.POST)
        ]
        if form.is_valid():
            self.take_with_each(request, step, objs, form.cleaned_data)
            return HttpResponseRedirect(back)
        reasons = [
            (obj, problems_with_step(step, obj, user=request.user, now=request.now)) for obj in objs
        ]
        return self.render(
            request,
            "admin/step_confirmation.html",
            step.label,
            media=self.admin.media + form.media,
            form=form,
            step=step,
            possible=[self.row_of_step(request, step, obj) for obj, why in reasons if not why],
            impossible=[(obj, why) for obj, why in reasons if why],
            back=back,
            ticked=ticked,
            tick_name=ACTION_CHECKBOX_NAME,
        )

    def row_of_step(self, request, step, obj):
        """What the page shows of it, and the fingerprint of that with a name to send it under."""
        state = public_state(obj, request.now), self.effect(request, step, obj)
        return obj, *state, name_of_shown(obj), known_write(obj)

    def take_with_each(self, request, step, objs, parameters):
        done = []
        for obj in objs:
            try:
                take(step, obj, by=request.user, now=request.now, **parameters)
            except ValidationError as error:
                messages.error(request, f"{obj}: {' '.join(error.messages)}")
            else:
                self.admin.log_change(request, obj, str(step.done))
                done.append(str(obj))
        if done:
            messages.success(request, f"{step.done}: {', '.join(done)}")


def steps_taken(user, obj):
    """Return the last steps as [(sentence, comment, note)]; hosts read the sentence only."""
    reads_all = reads_internal(user)
    steps = obj.steps.select_related("taken_by")[:5]
    return [
        (step_in_words(step), *((step.comment, step.note) if reads_all else ("", "")))
        for step in steps
    ]


def take_together(admin, request, queryset, *, step):
    if len(objs := list(queryset[: MOST_TOGETHER + 1])) > MOST_TOGETHER:
        text = _("Choose at most %s at once, so that you can look through all of them.")
        messages.warning(request, text % MOST_TOGETHER)
        return None
    page, here = admin.page(StepPage.name), request.get_full_path()
    return page.confirmed(request, step, objs, back=here, ticked=[obj.pk for obj in objs])
