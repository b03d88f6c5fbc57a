"""The library of pictures: each with its credit and with what shows it."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from smartcity.editing import ContentAdmin
from smartcity.models import Picture


class UseFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("used", _("in use")), ("unused", _("not in use"))]

    def queryset(self, request, queryset):
        words = {"used": queryset.used, "unused": queryset.unused}
        return words[self.value()]() if self.value() in words else queryset


@admin.register(Picture)
class PictureAdmin(ContentAdmin):
    fields = ["file", "alt", "is_decorative", "credit", "used_in"]
    readonly_fields = ["used_in"]
    list_display = ["thumbnail", "__str__", "is_decorative", "credit", "width", "height", "used_in"]
    list_display_links = ["__str__"]
    list_filter = [UseFilter, "is_decorative"]
    search_fields = ["alt", "credit", "file"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_library()

    @admin.display(description=_("preview"))
    def thumbnail(self, picture):
        return render_to_string("components/admin_thumbnail.html", {"picture": picture})

    @admin.display(description=_("used in"))
    def used_in(self, picture):
        return render_to_string("components/admin_uses.html", {"uses": picture.uses})
