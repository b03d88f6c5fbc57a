from django.contrib import admin

from smartcity.editing.content import ContentAdmin
from smartcity.models import Page


@admin.register(Page)
class PageAdmin(ContentAdmin):
    fields = ["slug", "title", "body"]
    readonly_fields = ["slug"]
    list_display = ["title", "slug", "updated_at"]

    def has_add_permission(self, request):
        """Return False: the addresses of pages are fixed, and `load_facts` creates all."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_view_on_site_url(self, obj=None):
        """Return the address, or None for a page without text."""
        return super().get_view_on_site_url(obj) if obj and obj.body else None
