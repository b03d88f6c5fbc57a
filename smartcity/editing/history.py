"""Who changed what and when, as pages of the admin; each version can be restored from here."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.content.history.comparing import differences
from smartcity.content.history.keeping import versions_of
from smartcity.content.history.listing import Line, listed
from smartcity.content.history.restoring import (
    deleted_versions,
    differing_values,
    free_slug,
    recover,
    restorable_values,
    restore,
)
from smartcity.content.history.states import fingerprint_of, state_of
from smartcity.content.proposals import must_propose
from smartcity.content.values import sentences_of
from smartcity.publishing.roles import permission

from .door import numbers_in_range, through_the_door

PER_PAGE = 25


class HistoryAdmin:
    """Mixed into an admin of a model that has versions."""

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, self.history_address_name
        restored = wrap(self.restore_view)
        return [
            path("<path:object_id>/history/<int:number>/", restored, name=name("restore")),
            path("deleted/", wrap(self.deleted_view), name=name("deleted")),
            path("deleted/<int:number>/", wrap(self.recover_view), name=name("recover")),
            *super().get_urls(),
        ]

    def history_address_name(self, view):
        return f"{self.opts.app_label}_{self.opts.model_name}_{view}"

    def history_address(self, view, *args):
        return reverse(f"admin:{self.history_address_name(view)}", args=args)

    def changelist_view(self, request, extra_context=None):
        context = {"deleted_address": None}
        if self.has_recover_permission(request):
            context["deleted_address"] = self.history_address("deleted")
        return super().changelist_view(request, context | (extra_context or {}))

    def history_view(self, request, object_id, extra_context=None):
        with numbers_in_range():
            obj = self.get_object(request, unquote(object_id))
            if obj is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if not self.has_view_permission(request, obj):
                raise PermissionDenied
            versions = versions_of(self.model, obj.pk).select_related("history_user")
            page = Paginator(versions, PER_PAGE).get_page(request.GET.get("seite"))
        context = {
            "obj": obj,
            "page": page,
            "lines": self.told_to(request, listed(page, self.model, obj.pk)),
            "may_restore": self.why_not_restored(request, obj) is None,
        }
        title = _("Change history: %s") % obj
        return self.history_page(request, "history", title, context)

    def told_to(self, request, lines):
        """The lines as the user may read them."""
        return lines

    def why_not_restored(self, request, obj):
        """A sentence, or nothing if the user may."""
        if not self.has_change_permission(request, obj):
            return _("You may read this, but not change it.")
        if must_propose(request.user, obj):
            return _("This is public: open its form, and propose what should be as before.")
        return None

    def restore_view(self, request, object_id, number):
        with through_the_door(request):
            obj = self.get_object(request, unquote(object_id))
            version = obj and versions_of(self.model, obj.pk).filter(history_id=number).first()
            if version is None:
                raise Http404
            if not self.has_change_permission(request, obj) or self.why_not_restored(request, obj):
                raise PermissionDenied
            return self.restored(request, obj, version)

    def restored(self, request, obj, version):
        now = state_of(obj)
        values = differing_values(obj, self.values_restored(request, obj, version))
        sentences, seen = [], fingerprint_of(now)
        if request.POST.get("seen") == seen:
            try:
                restore(obj, version, values, by=request.user, now=request.now)
            except ValidationError as error:
                sentences = sentences_of(error, self.model)
            else:
                return self.after_restoring(request, obj)
        elif request.method == "POST":
            sentences = [_("It was changed meanwhile. Look at the effect once more.")]
        context = {
            "line": self.told_to(request, [Line(version)])[0],
            "name": str(obj),
            "differences": differences(self.model, now, now | values),
            "sentences": sentences,
            "seen": seen,
            "back": self.history_address("history", obj.pk),
        }
        return self.history_page(request, "restore", _("Restore this version"), context)

    def after_restoring(self, request, obj):
        told = _("Restored: “%s”.") % obj
        self.log_change(request, obj, told)
        messages.success(request, told)
        return HttpResponseRedirect(self.history_address("change", obj.pk))

    def values_restored(self, request, obj, version):
        """Without parts that the user may not write."""
        values = restorable_values(version)
        for name in version.part_names:
            part = self.model._meta.get_field(name).related_model
            verbs = ("add", "change", "delete")
            if not request.user.has_perms([permission(verb, part) for verb in verbs]):
                del values[name]
        return values

    def has_recover_permission(self, request):
        return self.has_add_permission(request) and hasattr(self.model, "publication")

    def deleted_view(self, request):
        if not self.has_recover_permission(request):
            raise PermissionDenied
        page = Paginator(deleted_versions(self.model), PER_PAGE).get_page(request.GET.get("seite"))
        context = {"page": page, "lines": [Line(version) for version in page]}
        return self.history_page(request, "deleted", _("Deleted drafts"), context)

    def recover_view(self, request, number):
        with through_the_door(request):
            if not self.has_recover_permission(request):
                raise PermissionDenied
            version = deleted_versions(self.model).filter(history_id=number).first()
            if version is None:
                raise Http404
            return self.recovered(request, version)

    def recovered(self, request, version):
        values = self.values_restored(request, self.model(), version)
        sentences = []
        if request.method == "POST":
            try:
                obj = recover(version, values, by=request.user, now=request.now)
            except ValidationError as error:
                sentences = sentences_of(error, self.model)
            else:
                return self.after_restoring(request, obj)
        context = {
            "line": (line := Line(version)),
            "name": line.name,
            "differences": differences(self.model, {}, values),
            "sentences": sentences,
            "new_address": free_slug(self.model, version.slug),
            "back": self.history_address("deleted"),
        }
        return self.history_page(request, "restore", _("Restore as a new draft"), context)

    def history_page(self, request, name, title, context):
        return TemplateResponse(
            request,
            f"admin/{name}.html",
            {
                **self.admin_site.each_context(request),
                "title": title,
                "opts": self.opts,
                "module_name": capfirst(self.opts.verbose_name_plural),
                **context,
            },
        )
