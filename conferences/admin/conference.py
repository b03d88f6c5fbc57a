from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from conferences.models import Change, Conference, Document, Participation, ProgrammeItem
from smartcity.content_forms import PublishableForm
from smartcity.editing import FOLDED_TEXT, ContentAdmin, PartsInline


class ParticipationInline(PartsInline, admin.TabularInline):
    model = Participation
    autocomplete_fields = ["project"]


class ProgrammeInline(PartsInline, admin.StackedInline):
    model = ProgrammeItem
    fields = [("day", "starts", "ends"), "title", ("kind", "track"), "speakers", "text"]


class DocumentInline(PartsInline, admin.TabularInline):
    model = Document
    fields = ["title", "kind", "file", "link", "licence", "position"]


class ChangeInline(admin.TabularInline):
    """To be read: what was told stays told."""

    model = Change
    fields = readonly_fields = ["made_at", "text", "reason"]
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Conference)
class ConferenceAdmin(ContentAdmin):
    form = PublishableForm
    fieldsets = [
        (_("What"), {"fields": [("series", "number"), "title", "slug", "teaser", "text"]}),
        (
            _("When"),
            {
                "fields": [
                    ("starts_on", "ends_on"),
                    ("start_time", "end_time"),
                    "moved_from",
                    ("status", "confirmed_on"),
                ]
            },
        ),
        (
            _("Where"),
            {
                "fields": [
                    "format",
                    "host_region",
                    ("land", "city"),
                    "venue",
                    ("street", "postal_code"),
                    ("latitude", "longitude"),
                ]
            },
        ),
        (_("Who"), {"fields": ["host", "organiser", "contact_office", "contact_email"]}),
        (
            _("Taking part"),
            {
                "fields": [
                    "public_link",
                    "registration_deadline",
                    "audience",
                    "cost",
                    "accessibility",
                ]
            },
        ),
        (_("Themes"), {"fields": ["themes"]}),
        (_("Afterwards"), {"fields": ["attendance", "source"]}),
        (_("Publication"), {"fields": ["publication", "published_at"]}),
    ]
    inlines = [ParticipationInline, ProgrammeInline, DocumentInline, ChangeInline]
    filter_horizontal = ["themes", "accessibility"]
    prepopulated_fields = {"slug": ["title"]}

    list_display = ["title", "starts_on", "status", "publication", "format", "city"]
    list_filter = ["publication", "status", "format", "series", "land", "is_example", "themes"]
    date_hierarchy = "starts_on"
    search_fields = [FOLDED_TEXT]
