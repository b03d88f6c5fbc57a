"""Links to elsewhere, to be read: which are broken, and in which forms they stand."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from smartcity.editing.composed import ComposedAdmin
from smartcity.editing.tasks import TasksPage
from smartcity.links.columns import objects_linking_to
from smartcity.links.models import CheckedLink
from smartcity.publishing.tasks import Task

BROKEN = Task(
    name="tot",
    label=_("broken"),
    rows=lambda rows, now, today: rows.broken(),
    note=lambda link: link.finding,
    verb="view",
)


class LinkList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        uses = objects_linking_to([link.address for link in self.result_list], request.now)
        for link in self.result_list:
            link.uses = uses[link.address]


@admin.register(CheckedLink)
class CheckedLinkAdmin(ComposedAdmin, admin.ModelAdmin):
    pages = [TasksPage]
    tasks = [BROKEN]
    fields = ["opened", "finding", "used_in", "checked_at", "first_failed_at", "failures"]
    list_display = ["address", "finding", "used_in", "first_failed_at", "checked_at"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["address"]

    class Media:
        css = {"all": ["css/tasks.css"]}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_changelist(self, request, **kwargs):
        return LinkList

    def get_object(self, request, object_id, from_field=None):
        link = super().get_object(request, object_id, from_field)
        if link:
            link.uses = objects_linking_to([link.address], request.now)[link.address]
        return link

    @csp_update({"style-src": [UNSAFE_INLINE]})
    def render_change_form(self, request, context, *args, **kwargs):
        """Render the form with a policy that allows the styles of its scripts."""
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("address"))
    def opened(self, link):
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', link.address)

    @admin.display(description=_("finding"))
    def finding(self, link):
        return link.finding

    @admin.display(description=_("stands in"))
    def used_in(self, link):
        forms = [(address_of(obj), obj._meta.verbose_name, obj) for obj in link.uses]
        return format_html_join(", ", '<a href="{}">{} „{}“</a>', forms) or _("no longer used")


def address_of(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
