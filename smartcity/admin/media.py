"""The library of pictures: each with its credit and with what shows it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext_lazy as _

from smartcity.editing.content import ContentAdmin
from smartcity.editing.door import numbers_in_range
from smartcity.media.pictures import Picture, objects_showing
from smartcity.media.texts_with_pictures import load_texts, texts_showing
from smartcity.publishing.roles import may

# As many as one looks through; the others are searched for.
OFFERED = 24


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

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("choice/", wrap(self.choice_view), name="smartcity_picture_choice"),
            path("choice/<int:key>/", wrap(self.chosen_view), name="smartcity_picture_chosen"),
            *super().get_urls(),
        ]

    def choice_view(self, request):
        """Of the editor of rich text: what is found, each to be put into a text."""
        if not may(request.user, "choose", self.model):
            raise PermissionDenied
        found, _many = self.get_search_results(
            request, self.model.objects.all(), request.GET.get("q", "")
        )
        context = {
            "pictures": found[:OFFERED],
            "count": found.count(),
            "may_upload": self.has_add_permission(request),
        }
        return render(request, "components/admin_picture_choice.html", context)

    def chosen_view(self, request, key):
        """How one of them stands in the editor."""
        if not may(request.user, "choose", self.model):
            raise PermissionDenied
        with numbers_in_range():
            picture = get_object_or_404(self.model, pk=key)
        return render(request, "components/admin_picture_chosen.html", {"picture": picture})

    def get_queryset(self, request):
        return super().get_queryset(request).for_library()

    def get_object(self, *args, **kwargs):
        if picture := super().get_object(*args, **kwargs):
            picture.texts = texts_showing(picture)
        return picture

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        load_texts(changelist.result_list)
        return changelist

    @admin.display(description=_("preview"))
    def thumbnail(self, picture):
        return render_to_string("components/admin_thumbnail.html", {"picture": picture})

    @admin.display(description=_("used in"))
    def used_in(self, picture):
        return render_to_string("components/admin_uses.html", {"uses": objects_showing(picture)})
