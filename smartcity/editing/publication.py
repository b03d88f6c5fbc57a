"""How editors publish: where an object stands, and buttons for exactly the allowed steps."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.content.workflow import STATES, STEPS, noted, standing, steps_for
from smartcity.publishing.roles import reads_internal
from smartcity.publishing.tasks import WAITING_FOR_REVIEW

from .content import ContentAdmin
from .content_forms import PublishableForm
from .preview_links import PreviewLinksAdmin
from .previewing import PreviewAdmin
from .proposing import ProposingAdmin
from .steps import StepsAdmin
from .tasks import TasksAdmin


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("publication")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return STATES

    def queryset(self, request, queryset):
        return queryset.in_state(self.value(), request.now) if self.value() else queryset


class PublishableAdmin(
    TasksAdmin, PreviewAdmin, PreviewLinksAdmin, ProposingAdmin, StepsAdmin, ContentAdmin
):
    form = PublishableForm
    tasks = [WAITING_FOR_REVIEW]
    change_form_template = "admin/publishable_change_form.html"

    class Media:
        css = {"all": ["css/editing.css"]}

    @admin.display(description=gettext_lazy("publication"), ordering="publication")
    def state(self, obj):
        return standing(obj, timezone.now())

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= {
            "standing": obj and standing(obj, request.now),
            "is_live": obj and obj.is_published(request.now),
            "steps_taken": obj and self.steps_taken(request, obj),
            "steps": steps_for(request.user, obj or self.model(), request.now),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def steps_taken(self, request, obj):
        reads_all = reads_internal(request.user)
        return [
            (noted(it), *((it.comment, it.note) if reads_all else ("", "")))
            for it in last_steps(obj)
        ]

    def response_add(self, request, obj, *args, **kwargs):
        return self.asked_step(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        return self.asked_step(request, obj) or super().response_change(request, obj)

    def asked_step(self, request, obj):
        """The form was saved by the button of a step: lead on to the page that confirms it."""
        name = request.POST.get("_step")
        if name not in STEPS or IS_POPUP_VAR in request.POST:
            return None
        messages.success(request, _("Saved: “%s”.") % obj)
        return HttpResponseRedirect(self.step_address(obj, name))


def last_steps(obj):
    return obj.steps.select_related("taken_by")[:5]
