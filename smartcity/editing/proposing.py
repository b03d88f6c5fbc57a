"""The form of users whose changes to public objects wait for a decision."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from smartcity.content.models import Proposal
from smartcity.content.proposals import must_propose, propose, proposed_changes
from smartcity.content.values import row_of
from smartcity.publishing.roles import may

from .pages import AdminPage
from .transactions import begin_transaction


class ProposalPage(AdminPage):
    """Django's form of something that the user only proposes changes to.

    `PublishableAdmin` stores what it sends as a proposal; `smartcity.admin.proposals` is where
    that is decided.
    """

    name = "proposal"
    address = "<path:object_id>/change/"
    form_panel = "admin/proposals_panel.html"

    def permission(self, request, obj=None):
        return must_propose(request.user, obj)

    def form_context(self, request, obj):
        if obj is None:
            return {}
        return {
            "is_proposal": self.permission(request, obj),
            "proposals": proposals_shown(request.user, obj),
        }

    def response(self, request, obj):
        return HttpResponseRedirect(request.path) if self.permission(request, obj) else None


def propose_entered(request, form, formsets):
    """Store what a valid form and its formsets hold as a proposal."""
    begin_transaction(request)
    target = type(form.instance)._base_manager.get(pk=form.instance.pk)
    values = {name: form.entered(name) for name in form.fields} | entered_parts(formsets)
    made = propose(target, values, now=request.now, author=request.user)
    text = _("Your proposal waits for review.") if made else _("You have changed nothing.")
    messages.success(request, text)


def entered_parts(formsets):
    """Return {name: rows} of the lists of parts in which something is different."""
    return {
        formset.fk.remote_field.get_accessor_name(): entered_rows(formset)
        for formset in formsets
        if formset.has_changed()
    }


def entered_rows(formset):
    """Without those marked for deletion, and without rows left empty."""
    filled = [form for form in formset.initial_forms if form not in formset.deleted_forms]
    filled += [form for form in formset.extra_forms if form.has_changed()]
    return [row_of(form.instance) for form in filled if form not in formset.deleted_forms]


def proposals_shown(user, obj):
    """Return the user's proposals; those who decide get all open ones."""
    decides = may(user, "review", Proposal)
    proposals = obj.proposals.open() if decides else obj.proposals.by(user)[:3]
    return [(proposal, proposed_changes(proposal)) for proposal in proposals]
