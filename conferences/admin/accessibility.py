from django.contrib import admin

from conferences.models import AccessibilityService
from smartcity.editing.content import ContentAdmin


@admin.register(AccessibilityService)
class AccessibilityServiceAdmin(ContentAdmin):
    view_on_site = False
    fields = ["name", "slug"]
    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]

    def get_readonly_fields(self, request, obj=None):
        # The query strings of filters contain the slug, and services have no former slugs.
        return ["slug"] if obj else []
