"""The page on which editors make and revoke preview links of a draft."""

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.content.proposals import must_propose
from smartcity.publishing.preview_links import VALID_FOR, make_link, revoke

from .door import numbers_in_range


class PreviewLinksAdmin:
    """Mixed into an admin whose objects have a public page."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_links_view)
        name = self.preview_links_name
        return [path("<path:object_id>/preview-links/", view, name=name), *super().get_urls()]

    @property
    def preview_links_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_preview_links"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and self.may_share(request, obj):
            name = f"admin:{self.preview_links_name}"
            context["preview_links_address"] = reverse(name, args=[quote(obj.pk)])
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def may_share(self, request, obj):
        """What is public needs no other address; hosts give none to what was withdrawn."""
        is_public = obj is not None and obj.is_published(request.now)
        is_theirs = self.has_change_permission(request, obj) and not must_propose(request.user, obj)
        return is_theirs and not is_public

    def preview_links_view(self, request, object_id):
        with numbers_in_range():
            obj = self.get_object(request, unquote(object_id))
            if not self.may_share(request, obj):
                raise PermissionDenied
            if obj is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if request.method == "POST":
                self.change_links(request, obj)
                return HttpResponseRedirect(request.path)
        links = obj.preview_links.select_related("created_by", "revoked_by")
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(_("preview links")),
            "subtitle": str(obj),
            "opts": self.opts,
            "media": self.media,
            "obj": obj,
            "back": self.change_address(obj),
            "days": VALID_FOR.days,
            "links": [
                (link, link.is_valid(request.now)) for link in links.prefetch_related("target")[:50]
            ],
        }
        return TemplateResponse(request, "admin/preview_links.html", context)

    def change_links(self, request, obj):
        if "create" in request.POST:
            make_link(obj, by=request.user, now=request.now)
            told = _("Made a preview link.")
        else:
            valid = obj.preview_links.valid(request.now)
            for link in valid.filter(pk=int(request.POST.get("revoke", 0))):
                revoke(link, by=request.user, now=request.now)
            told = _("Revoked a preview link.")
        self.log_change(request, obj, told)
        messages.success(request, told)
