"""The form of those whose changes to something public wait for a decision: saved, it proposes."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from smartcity.content.models import Proposal
from smartcity.content.proposals import described, must_propose, propose
from smartcity.content.values import keys_of, plain_value, row_of
from smartcity.publishing.roles import may

from .door import begin_saving


class ProposingAdmin:
    def save_model(self, request, obj, form, change):
        if not form.is_proposal:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        if not form.is_proposal:
            return super().save_related(request, form, formsets, change)
        begin_saving(request)
        target = type(form.instance)._base_manager.get(pk=form.instance.pk)
        values = entered(form) | entered_parts(formsets)
        made = propose(target, values, now=request.now, author=request.user)
        text = _("Your proposal waits for review.") if made else _("You have changed nothing.")
        messages.success(request, text)
        return None

    def construct_change_message(self, request, form, formsets, add=False):
        if form.is_proposal:
            return ""
        return super().construct_change_message(request, form, formsets, add)

    def log_change(self, request, obj, message):
        """A proposal is its own record: nothing was written yet."""
        return (
            None if must_propose(request.user, obj) else super().log_change(request, obj, message)
        )

    def response_change(self, request, obj):
        if must_propose(request.user, obj):
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["is_proposal"] = must_propose(request.user, obj)
            context["proposals"] = proposals_shown(request.user, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def entered(form):
    """{name: value} of the fields of a valid form."""
    values = {}
    for name in form.fields:
        field = form.instance._meta.get_field(name)
        is_list = field.many_to_many
        values[name] = (
            keys_of(form.cleaned_data[name]) if is_list else plain_value(field, form.instance)
        )
    return values


def entered_parts(formsets):
    """{name: rows} of the lists of parts in which something is different."""
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
    """Own ones with their answer; those who decide see all that are open."""
    decides = may(user, "review", Proposal)
    found = obj.proposals.open() if decides else obj.proposals.by(user)[:3]
    return [(proposal, described(proposal)) for proposal in found]
