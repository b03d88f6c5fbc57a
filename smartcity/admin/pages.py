from django.contrib import admin

from smartcity.editing.content import ContentAdmin
from smartcity.models import Page


@admin.register(Page)
class PageAdmin(ContentAdmin):
    fields = ["slug", "title", "body"]
    readonly_fields = ["slug"]
    list_display = ["title", "slug", "updated_at"]

    def has_add_permission(self, request):
        """Their addresses are fixed, and `load_facts` makes every one of them."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_view_on_site_url(self, obj=None):
        """A page without text is not shown."""
        return super().get_view_on_site_url(obj) if obj and obj.body else None
