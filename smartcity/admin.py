from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from .editing import ContentAdmin, GuardedList
from .models import Page, Picture, User

admin.site.site_title = _("Editorial office")
admin.site.site_header = _("Editorial office – Modellprojekte Smart Cities")
admin.site.index_title = _("What would you like to edit?")
admin.site.empty_value_display = "–"
admin.site.unregister(Group)


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


@admin.register(Picture)
class PictureAdmin(ContentAdmin):
    fields = ["file", "alt", "is_decorative", "credit"]
    list_display = ["__str__", "credit", "width", "height"]
    search_fields = ["alt", "credit", "file"]


@admin.register(User)
class AccountAdmin(GuardedList, UserAdmin):
    fieldsets = [*UserAdmin.fieldsets, (_("Projects"), {"fields": ["projects"]})]
    autocomplete_fields = ["projects"]
