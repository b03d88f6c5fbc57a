"""Files and links in one list, to look through; each is edited with what it belongs to."""

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from smartcity.media.uploads import DOCUMENT_KINDS
from smartcity.publishing.relations import related_object
from smartcity.publishing.roles import editable_rows

from .composed import ComposedAdmin


class FileKindFilter(admin.SimpleListFilter):
    title = _("kind of file")
    parameter_name = "file"

    def lookups(self, request, model_admin):
        return [*((kind, kind.upper()) for kind in DOCUMENT_KINDS), ("link", _("link"))]

    def queryset(self, request, queryset):
        if self.value() == "link":
            return queryset.filter(file="")
        if self.value() in DOCUMENT_KINDS:
            return queryset.filter(file__endswith=f".{self.value()}")
        return queryset


class DownloadLibrary(ComposedAdmin, admin.ModelAdmin):
    """Declares `owner`: the name of the relation to what the file belongs to."""

    fields = ["title", "owned_by", "kind_of_file", "file", "link", "size_in_words", "pages"]
    fields += ["licence"]
    readonly_fields = ["owned_by", "kind_of_file", "size_in_words", "pages"]
    list_display = ["title", "owned_by", "kind_of_file", "size_in_words", "pages", "licence"]
    list_filter = [FileKindFilter, ("licence", admin.EmptyFieldListFilter)]
    search_fields = ["title", "file", "link"]
    ordering = ["title", "pk"]
    actions = None
    empty_value_display = "–"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """Return False: a file is deleted with its owner only."""
        return obj is not None and super().has_delete_permission(request, obj)

    def delete_view(self, request, *args, **kwargs):
        """Raise PermissionDenied: files are erased by a command, not deleted in a form."""
        raise PermissionDenied

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = {"show_delete": False} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def get_queryset(self, request):
        """Return the files of objects that the user may edit."""
        rows = super().get_queryset(request).select_related(self.owner)
        owners = self.opts.get_field(self.owner).related_model.objects.all()
        editable = editable_rows(owners, request.user)
        # What narrows nothing needs no subquery.
        return (
            rows
            if editable is owners
            else rows.filter(**{f"{self.owner}__in": editable.order_by()})
        )

    @admin.display(description=_("belongs to"))
    def owned_by(self, download):
        owner = related_object(download, self.owner)
        address = reverse(admin_urlname(owner._meta, "change"), args=[owner.pk])
        return format_html('<a href="{}">{}</a>', address, owner)

    @admin.display(description=_("kind of file"))
    def kind_of_file(self, download):
        return download.file_kind or _("link")

    @admin.display(description=_("size"), ordering="size")
    def size_in_words(self, download):
        # In a form, Django would write “None”.
        is_known = download.size is not None
        return filesizeformat(download.size) if is_known else self.get_empty_value_display()
