"""The page on which editors make and revoke preview links of a draft."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.content.proposals import must_propose
from smartcity.publishing.preview_links import VALID_FOR, make_link, revoke

from .pages import AdminPage
from .transactions import bad_request_on_value_error


class PreviewLinksPage(AdminPage):
    """For an admin whose objects have a public page."""

    name = "preview_links"
    address = "<path:object_id>/preview-links/"

    def permission(self, request, obj=None):
        """Return whether the user may make links; hosts make none to withdrawn objects."""
        is_public = obj is not None and obj.is_published(request.now)
        may_change = self.admin.has_change_permission(request, obj)
        return may_change and not must_propose(request.user, obj) and not is_public

    def form_links(self, request, obj):
        if obj is None or not self.permission(request, obj):
            return []
        return [(capfirst(_("preview links")), self.reverse(self.name, obj.pk))]

    def view(self, request, obj):
        if request.method == "POST":
            self.change_links(request, obj)
            return HttpResponseRedirect(request.path)
        links = obj.preview_links.select_related("created_by", "revoked_by")
        links = links.prefetch_related("target")[:50]
        return self.render(
            request,
            "admin/preview_links.html",
            capfirst(_("preview links")),
            subtitle=str(obj),
            obj=obj,
            back=self.reverse("change", obj.pk),
            days=VALID_FOR.days,
            links=[(link, link.is_valid(request.now)) for link in links],
        )

    def change_links(self, request, obj):
        if "create" in request.POST:
            make_link(obj, by=request.user, now=request.now)
            text = _("Made a preview link.")
        else:
            with bad_request_on_value_error():
                valid = obj.preview_links.valid(request.now)
                revoked = [*valid.filter(pk=int(request.POST.get("revoke", 0)))]
            for link in revoked:
                revoke(link, by=request.user, now=request.now)
            text = _("Revoked a preview link.")
        self.admin.log_change(request, obj, text)
        messages.success(request, text)
