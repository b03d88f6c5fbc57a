"""A new object from an old one: its form is filled, and nothing is stored until it is saved.

`…/add/?vorlage=<key>` names the old one. Dates, address, state and files are never copied.
"""

from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from django.http import Http404
from django.urls import reverse

from .door import numbers_in_range

COPIED_FROM = "vorlage"


class CopyingAdmin:
    """Mixed into an admin: `not_copied` are the fields of its form that stay empty."""

    not_copied = []

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        if COPIED_FROM not in request.GET:
            return initial
        request.copied_from = self.old_one(request)
        names = self.get_form(request).base_fields.keys() - {*self.not_copied}
        return initial | model_to_dict(request.copied_from, names)

    def old_one(self, request):
        with numbers_in_range():
            found = self.get_object(request, request.GET[COPIED_FROM])
        if found is None:
            raise Http404
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        return found

    def get_formset_kwargs(self, request, obj, inline, prefix):
        params = super().get_formset_kwargs(request, obj, inline, prefix)
        if rows := copied_rows(request, inline):
            params["initial"] = rows
        return params

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["copied_from"] = copied_from(request)
        if obj and self.has_add_permission(request):
            address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
            context["copy_address"] = f"{address}?{COPIED_FROM}={obj.pk}"
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


class CopiedInline:
    """Mixed into an inline whose rows belong to the new one, too."""

    is_copied = True

    def get_extra(self, request, *args, **kwargs):
        return len(copied_rows(request, self)) or super().get_extra(request, *args, **kwargs)


def copied_from(request):
    """Set while an empty form is made, so that what comes back from a form is all new."""
    return getattr(request, "copied_from", None)


def copied_rows(request, inline):
    """[{field: value}] of the parts of the old object."""
    if not (copied_from(request) and getattr(inline, "is_copied", False)):
        return []
    owner = next(it for it in inline.opts.concrete_fields if is_owned_by(it, inline.parent_model))
    parts = getattr(copied_from(request), owner.remote_field.get_accessor_name()).all()
    left_out = [owner.name, inline.opts.pk.name]
    return [model_to_dict(part, exclude=left_out) for part in parts]


def is_owned_by(field, model):
    return field.related_model is model
