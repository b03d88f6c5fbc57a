from django.contrib import admin

from conferences.models import AccessibilityService
from smartcity.editing import ContentAdmin


@admin.register(AccessibilityService)
class AccessibilityServiceAdmin(ContentAdmin):
    fields = ["name", "slug"]
    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
