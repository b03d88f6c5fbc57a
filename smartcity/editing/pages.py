"""The base of the pages that an admin lists beside Django's list, form and deletion.

    class NotesPage(AdminPage):
        name = "notes"
        address = "<path:object_id>/notes/"

        def permission(self, request, obj=None):
            return self.admin.has_view_permission(request, obj)

        def view(self, request, obj):
            return self.render(request, "admin/notes.html", _("Notes"), notes=obj.notes.all())

        def form_links(self, request, obj):
            return [(_("Notes"), self.reverse(self.name, obj.pk))] if obj else []

`ConferenceAdmin.pages = [*PublishableAdmin.pages, NotesPage]` adds it: its address is served, its
permission is checked, and the form of each conference links to it.
"""

from contextlib import nullcontext

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse

from .transactions import bad_request_on_value_error, content_transaction


class AdminPage:
    """One page of an admin, and what it adds to the list and to the form.

    `ComposedAdmin` makes one object of it for each admin that lists it.
    """

    # Unique within an admin: a later page of this name replaces an earlier one. The name of the
    # address is `admin:<app>_<model>_<name>`.
    name = ""
    # Below the address of the admin; `object_id` in it is the key of an object.
    address = ""
    # None: Django serves this address, and the page only adds to it.
    view = None
    # Whether the view of a POST runs in the content transaction.
    writes_content = False
    # Templates that the form includes above its fields and below its buttons. They read the
    # whole context of the form.
    form_panel = form_buttons = None
    media = forms.Media()

    def __init__(self, admin):
        self.admin, self.model, self.opts = admin, admin.model, admin.opts

    def permission(self, request, obj=None):
        """Return whether the user may open the page; the rest of its address comes by name.

        Raise NotImplementedError unless a subclass overrides it.
        """
        raise NotImplementedError

    def urls(self):
        if self.view is None:
            return []
        view = self.admin.admin_site.admin_view(self.open)
        return [path(self.address, view, name=self.url_name(self.name))]

    def open(self, request, object_id=None, **arguments):
        """Call `view` with the object of the address, or with None if the address names none.

        Raises PermissionDenied.
        """
        with content_transaction(request) if self.writes_content else nullcontext():
            obj = None if object_id is None else self.object(request, object_id)
            if not self.permission(request, obj, **arguments):
                raise PermissionDenied
            if object_id is not None and obj is None:
                return self.missing(request, object_id)
            return self.view(request, obj, **arguments)

    def object(self, request, object_id):
        with bad_request_on_value_error():
            return self.admin.get_object(request, unquote(object_id))

    def missing(self, request, object_id):
        """Return the answer if there is no such object."""
        return self.admin._get_obj_does_not_exist_redirect(request, self.opts, object_id)

    def url_name(self, name):
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def reverse(self, name, *args):
        """Return the address of another page of this admin, also of Django's."""
        return reverse(f"admin:{self.url_name(name)}", args=args)

    def render(self, request, template, title, **context):
        site = self.admin.admin_site.each_context(request)
        known = {"title": title, "opts": self.opts, "media": self.admin.media}
        return TemplateResponse(request, template, site | known | context)

    # What a page adds to Django's pages.

    def form_context(self, request, obj):
        """Return values for the templates of the form; *obj* is None in the form of a new one."""
        return {}

    def form_links(self, request, obj):
        """Return [(label, address)] of links above the form."""
        return []

    def initial(self, request):
        """Return {field: value} with which the form of a new object begins."""
        return {}

    def initial_rows(self, request, inline):
        """Return [{field: value}] with which an inline of a new object begins."""
        return []

    def response(self, request, obj):
        """Return the answer to a saved form, or None to leave it to other pages."""

    def list_context(self, request):
        """Return values for the template of the list."""
        return {}

    def list_links(self, request):
        """Return [(label, address)] of links above the list."""
        return []

    def list_filters(self, request):
        """Return filters that stand before those of `list_filter`."""
        return []

    def actions(self, request):
        """Return {name: (function, name, label)} of actions for ticked rows of the list."""
        return {}
