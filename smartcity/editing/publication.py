"""The admin of something that is published: steps, previews, proposals, tasks."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy

from smartcity.content.proposals import must_propose
from smartcity.content.workflow import STATES, public_state
from smartcity.publishing.tasks import WAITING_FOR_REVIEW

from .content import ContentAdmin
from .forms.content import PublishableForm
from .preview_links import PreviewLinksPage
from .previewing import NewPreviewPage, PreviewPage
from .proposing import ProposalPage, propose_entered
from .steps import StepPage
from .tasks import TasksPage


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("publication")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return STATES

    def queryset(self, request, queryset):
        return queryset.in_state(self.value(), request.now) if self.value() else queryset


class PublishableAdmin(ContentAdmin):
    pages = [
        *ContentAdmin.pages,
        TasksPage,
        PreviewPage,
        NewPreviewPage,
        PreviewLinksPage,
        StepPage,
        ProposalPage,
    ]
    form = PublishableForm
    tasks = [WAITING_FOR_REVIEW]

    class Media:
        css = {"all": ["css/editing.css"]}

    @admin.display(description=gettext_lazy("publication"), ordering="publication")
    def state(self, obj):
        return public_state(obj, timezone.now())

    def save_model(self, request, obj, form, change):
        if not form.is_proposal:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        if form.is_proposal:
            propose_entered(request, form, formsets)
        else:
            super().save_related(request, form, formsets, change)

    def construct_change_message(self, request, form, formsets, add=False):
        if form.is_proposal:
            return ""
        return super().construct_change_message(request, form, formsets, add)

    def log_change(self, request, obj, message):
        """Log a change, but not a proposal, which has written nothing yet."""
        if must_propose(request.user, obj):
            return None
        return super().log_change(request, obj, message)
