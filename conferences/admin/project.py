from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from conferences.models import Member, ModelProject, ProjectLand
from conferences.resources import ModelProjectResource
from smartcity.editing.content import FOLDED_TEXT, ContentAdmin
from smartcity.editing.forms.rows import PartsFormSet
from smartcity.editing.inlines import PartsInline
from smartcity.editing.tables import TABLE_PAGES


class LaenderFormSet(PartsFormSet):
    default_error_messages = {"too_few_forms": _("A model project lies in at least one Land.")}


class ProjectLandInline(PartsInline, admin.TabularInline):
    model = ProjectLand
    formset = LaenderFormSet
    min_num = 1

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_min=True, **kwargs)


class MemberInline(PartsInline, admin.TabularInline):
    model = Member
    fields = ["name", "latitude", "longitude"]


@admin.register(ModelProject)
class ModelProjectAdmin(ContentAdmin):
    pages = [*ContentAdmin.pages, *TABLE_PAGES]
    tables = [ModelProjectResource]
    fieldsets = [
        (
            None,
            {"fields": ["name", "slug", "kind", "round", "website", "themes", "source"]},
        ),
        (_("Profile"), {"fields": [*ModelProject.FACTS, *ModelProject.FIGURES]}),
        (_("On the map"), {"fields": [("latitude", "longitude")]}),
    ]
    inlines = [ProjectLandInline, MemberInline]
    list_display = ["name", "kind", "round", "website"]
    list_filter = ["kind", "round", "laender__land"]
    filter_horizontal = ["themes"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = [FOLDED_TEXT]
