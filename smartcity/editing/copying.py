"""A new object from an old one: its form is filled, and nothing is stored until it is saved.

`…/add/?vorlage=<key>` names the old one. Dates, address, state and files are never copied.
"""

from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from django.http import Http404
from django.utils.translation import gettext as _

from .inlines import PartsInline
from .pages import AdminPage

COPIED_FROM = "vorlage"


class CopyPage(AdminPage):
    """Django's form of a new object; the admin declares `not_copied`, the fields left empty."""

    name = "copy"
    address = "add/"
    form_panel = "admin/copy_panel.html"

    def permission(self, request, obj=None):
        return self.admin.has_add_permission(request)

    def form_links(self, request, obj):
        if obj is None or not self.permission(request):
            return []
        address = f"{self.reverse('add')}?{COPIED_FROM}={obj.pk}"
        return [(_("Use as a template"), address)]

    def form_context(self, request, obj):
        # What comes back from a form is new.
        is_empty = obj is None and request.method != "POST"
        return {"copied_from": self.original(request) if is_empty else None}

    def initial(self, request):
        if (original := self.original(request)) is None:
            return {}
        names = self.admin.get_form(request).base_fields.keys() - {*self.admin.not_copied}
        return model_to_dict(original, names)

    def initial_rows(self, request, inline):
        """Return the parts of the original, for an inline that is copied with it."""
        is_copied = isinstance(inline, PartsInline) and inline.is_copied
        if not is_copied or (original := self.original(request)) is None:
            return []
        owner = next(
            field for field in inline.opts.concrete_fields if field.related_model is self.model
        )
        parts = inline.model._default_manager.filter(**{owner.name: original})
        left_out = [owner.name, inline.opts.pk.name]
        return [model_to_dict(part, exclude=left_out) for part in parts]

    def original(self, request):
        """Return the object that the address names, if any.

        Raises Http404 and PermissionDenied.
        """
        if COPIED_FROM not in request.GET:
            return None
        original = self.object(request, request.GET[COPIED_FROM])
        if original is None:
            raise Http404
        if not self.admin.has_view_permission(request, original):
            raise PermissionDenied
        return original
