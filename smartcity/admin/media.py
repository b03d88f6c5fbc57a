"""The library of pictures: each with its credit and with what shows it."""

from django.contrib import admin
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from smartcity.editing.content import ContentAdmin
from smartcity.editing.pages import AdminPage
from smartcity.editing.transactions import bad_request_on_value_error
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


class ChoicePage(AdminPage):
    """Pictures that the editor of rich text puts into a text."""

    name = "choice"
    address = "choice/"

    def permission(self, request, obj=None):
        return may(request.user, "choose", self.model)

    def view(self, request, obj):
        pictures, _many = self.admin.get_search_results(
            request, self.model.objects.all(), request.GET.get("q", "")
        )
        context = {
            "pictures": pictures[:OFFERED],
            "count": pictures.count(),
            "may_upload": self.admin.has_add_permission(request),
        }
        return render(request, "components/admin_picture_choice.html", context)


class ChosenPage(AdminPage):
    """A picture as it stands in the editor of rich text."""

    name = "chosen"
    address = "choice/<int:key>/"

    def permission(self, request, obj=None, key=None):
        return may(request.user, "choose", self.model)

    def view(self, request, obj, key):
        with bad_request_on_value_error():
            picture = get_object_or_404(self.model, pk=key)
        return render(request, "components/admin_picture_chosen.html", {"picture": picture})


@admin.register(Picture)
class PictureAdmin(ContentAdmin):
    pages = [*ContentAdmin.pages, ChoicePage, ChosenPage]
    view_on_site = False
    fields = ["file", "alt", "is_decorative", "credit", "used_in"]
    readonly_fields = ["used_in"]
    list_display = ["thumbnail", "__str__", "is_decorative", "credit", "width", "height", "used_in"]
    list_display_links = ["__str__"]
    list_filter = [UseFilter, "is_decorative"]
    search_fields = ["alt", "credit", "file"]

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
