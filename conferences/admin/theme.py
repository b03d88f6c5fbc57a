from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from conferences.announcing.theme_coverage import theme_table
from conferences.models import Theme
from conferences.resources import ThemeResource
from smartcity.editing.content import ContentAdmin
from smartcity.editing.content_forms import ContentForm
from smartcity.editing.tables import TablesAdmin


class ThemeForm(ContentForm):
    class Meta:
        error_messages = {
            "merged_into": {
                "invalid_choice": _("That theme is itself merged into another. Choose that one.")
            }
        }

    def clean_merged_into(self):
        target = self.cleaned_data["merged_into"]
        if target and target == self.instance:
            raise ValidationError(_("A theme cannot be merged into itself."))
        return target


@admin.register(Theme)
class ThemeAdmin(TablesAdmin, ContentAdmin):
    tables = [ThemeResource]
    change_list_template = "admin/theme_change_list.html"
    form = ThemeForm
    fields = ["name", "kind", "slug", "explanation", "source"]
    list_display = ["name", "kind", "merged_into"]
    list_filter = ["kind", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["merged_into"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "explanation"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.quarters_view)
        return [path("quarters/", view, name="conferences_theme_quarters"), *super().get_urls()]

    def quarters_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        quarters, rows = theme_table(request.now, request.today)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Themes by quarter"),
            "opts": self.opts,
            "quarters": quarters,
            "rows": rows,
        }
        return TemplateResponse(request, "admin/theme_quarters.html", context)

    def get_fields(self, request, obj=None):
        """A new theme has nothing to merge."""
        return [*self.fields, "merged_into"] if obj else self.fields

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        target = obj.merged_into
        if target and "merged_into" in form.changed_data:
            with request.content_change.writing(target):
                obj.merge_into(target)
