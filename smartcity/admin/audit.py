"""Who did what to which object: for those who look after the website, without any content."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from smartcity.editing.composed import ComposedAdmin


@admin.register(LogEntry)
class AuditAdmin(ComposedAdmin, admin.ModelAdmin):
    list_display = ["action_time", "user", "kind", "content_type", "object_repr", "object_id"]
    list_display_links = None
    list_filter = [
        ("user", admin.RelatedOnlyFieldListFilter),
        ("content_type", admin.RelatedOnlyFieldListFilter),
        "action_flag",
    ]
    list_select_related = ["user", "content_type"]
    date_hierarchy = "action_time"
    search_fields = ["object_repr"]
    ordering = ["-action_time", "-pk"]
    actions = None
    show_full_result_count = False

    @admin.display(description=_("kind of change"), ordering="action_flag")
    def kind(self, obj):
        return obj.get_action_flag_display()

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changeform_view(self, request, *args, **kwargs):
        """Raise PermissionDenied: what was entered is the editors' business."""
        raise PermissionDenied

    def history_view(self, request, *args, **kwargs):
        """Raise PermissionDenied, as `changeform_view` does."""
        raise PermissionDenied
