from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conferences.announcing.theme_coverage import theme_table
from conferences.models import Theme
from conferences.resources import ThemeResource
from smartcity.editing.content import ContentAdmin
from smartcity.editing.forms.content import ContentForm
from smartcity.editing.pages import AdminPage
from smartcity.editing.tables import TABLE_PAGES


class ThemeForm(ContentForm):
    class Meta:
        error_messages = {
            "merged_into": {
                "invalid_choice": _("That theme is itself merged into another. Choose that one.")
            }
        }

    def clean_merged_into(self):
        """Return the target; raise ValidationError if it is the theme itself."""
        target = self.cleaned_data["merged_into"]
        if target and target == self.instance:
            raise ValidationError(_("A theme cannot be merged into itself."))
        return target


class ThemeCoveragePage(AdminPage):
    """The number of conferences on each theme in each quarter."""

    name = "quarters"
    address = "quarters/"

    def permission(self, request, obj=None):
        return self.admin.has_view_permission(request)

    def list_links(self, request):
        return [(_("Themes by quarter"), self.reverse(self.name))]

    def view(self, request, obj):
        quarters, rows = theme_table(request.now, request.today)
        title = _("Themes by quarter")
        return self.render(
            request, "admin/theme_quarters.html", title, quarters=quarters, rows=rows
        )


@admin.register(Theme)
class ThemeAdmin(ContentAdmin):
    pages = [*ContentAdmin.pages, *TABLE_PAGES, ThemeCoveragePage]
    tables = [ThemeResource]
    form = ThemeForm
    fields = ["name", "kind", "slug", "explanation", *Theme.FACTS, "source"]
    list_display = ["name", "kind", "merged_into"]
    list_filter = ["kind", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["merged_into"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "explanation"]

    def get_fields(self, request, obj=None):
        """Return the fields; a new theme has nothing to merge yet."""
        return [*self.fields, "merged_into"] if obj else self.fields

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        target = obj.merged_into
        if target and "merged_into" in form.changed_data:
            with request.content_change.writing(target):
                obj.merge_into(target)
