"""The admin of proposals: each field is decided beside its old and proposed value."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.accounts.deletion import proposal_reason
from smartcity.content.models import Proposal
from smartcity.content.proposals import ACCEPTED, REFUSED, decide, proposed_changes
from smartcity.content.values import label_of, sentences_of
from smartcity.editing.composed import ComposedAdmin
from smartcity.editing.forms.typed import TypedTextForm
from smartcity.editing.tasks import TasksPage
from smartcity.editing.transactions import content_transaction
from smartcity.publishing.roles import may
from smartcity.publishing.tasks import Task

WAITING = Task(
    name="offen",
    label=gettext_lazy("waiting for a decision"),
    rows=lambda rows, now, today: rows.open().select_related("author").order_by("made_at", "pk"),
    note=lambda proposal: proposal.sentence,
    verb="review",
)


class OpenFilter(admin.SimpleListFilter):
    """A filter that shows open proposals unless another choice is made."""

    title = gettext_lazy("decision")
    parameter_name = "decided"

    def lookups(self, request, model_admin):
        return [("yes", _("decided")), ("all", _("all"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": _("open")}, *others]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.decided() if self.value() == "yes" else queryset.open()


class DecisionForm(TypedTextForm, forms.Form):
    """A choice for each open field; those without one stay open."""

    VERDICTS = [
        (ACCEPTED, gettext_lazy("Take over")),
        (REFUSED, gettext_lazy("Refuse")),
        ("", gettext_lazy("Decide later")),
    ]

    answer = forms.CharField(
        label=label_of(Proposal, "answer"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Whoever proposed it reads this."),
    )

    def __init__(self, differences, *args):
        super().__init__(*args)
        self.open = [difference for difference in differences if difference.is_open]
        for difference in self.open:
            self.fields[f"field-{difference.field}"] = forms.ChoiceField(
                label=difference.label,
                choices=self.VERDICTS,
                widget=forms.RadioSelect,
                required=False,
            )

    def verdicts(self):
        chosen = {
            difference.field: self.cleaned_data[f"field-{difference.field}"]
            for difference in self.open
        }
        return {field: verdict for field, verdict in chosen.items() if verdict}

    def clean(self):
        """Raise ValidationError if no field is decided."""
        super().clean()
        if not self.errors and not self.verdicts():
            raise ValidationError(_("Decide on at least one field."))


@admin.register(Proposal)
class ProposalAdmin(ComposedAdmin, admin.ModelAdmin):
    pages = [TasksPage]
    tasks = [WAITING]
    list_display = ["__str__", "kind", "by", "made_at", "is_open"]
    list_filter = [OpenFilter]
    list_select_related = ["author", "content_type"]
    actions = None

    class Media:
        css = {"all": ["css/editing.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("target")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return may(request.user, "review", Proposal)

    def has_delete_permission(self, request, obj=None):
        """Return False: a proposal is deleted with its target only."""
        target = obj and obj.target
        return bool(target) and may(request.user, "delete", target)

    def delete_view(self, request, *args, **kwargs):
        """Raise PermissionDenied: proposals are decided, not deleted."""
        raise PermissionDenied

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, obj):
        return obj.content_type.name

    @admin.display(description=gettext_lazy("proposed by"))
    def by(self, obj):
        return obj.proposer

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Render the decision on a proposal; raise PermissionDenied if the user may not take it."""
        with content_transaction(request):
            if object_id is None or not self.has_change_permission(request):
                raise PermissionDenied
            proposal = self.get_object(request, unquote(object_id))
            if not (proposal and proposal.target):
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if not may(request.user, "change", proposal.target):
                raise PermissionDenied
            return self.review(request, proposal)

    def review(self, request, proposal):
        differences = proposed_changes(proposal)
        form = DecisionForm(differences, request.POST if request.method == "POST" else None)
        if form.is_valid() and self.decided(request, proposal, form):
            return HttpResponseRedirect(reverse("admin:smartcity_proposal_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review a proposed change"),
            "subtitle": str(proposal.target),
            "opts": self.opts,
            "media": self.media,
            "proposal": proposal,
            "target_address": address_of(proposal.target),
            "form": form,
            "rows": [
                (difference, difference.is_open and form[f"field-{difference.field}"])
                for difference in differences
            ],
        }
        return TemplateResponse(request, "admin/proposal_review.html", context)

    def decided(self, request, proposal, form):
        target, verdicts = proposal.target, form.verdicts()
        answer = form.cleaned_data["answer"]
        try:
            decide(proposal, verdicts, by=request.user, now=request.now, answer=answer)
        except ValidationError as error:
            for sentence in sentences_of(error, type(target)):
                form.add_error(None, sentence)
            return False
        if ACCEPTED in verdicts.values():
            self.log_change(request, target, proposal_reason(proposal.proposer))
        messages.success(request, _("Decided: “%s”.") % target)
        return True


def address_of(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
