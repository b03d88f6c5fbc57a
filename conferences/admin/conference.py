from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from conferences.models import Change, Conference, Document, Participation, ProgrammeItem
from conferences.resources import ConferenceResource, ParticipationResource, may_change_status
from conferences.tasks import TASKS
from smartcity.editing.content import FOLDED_TEXT
from smartcity.editing.copying import CopyPage
from smartcity.editing.forms.content import PublishableForm
from smartcity.editing.inlines import PartsInline
from smartcity.editing.publication import PublishableAdmin, StateFilter
from smartcity.editing.tables import TABLE_PAGES

from .hints import HintsPage
from .operations import ConferenceStepPage, OperationPage

CONFIRMED = Conference.Status.CONFIRMED


class ParticipationInline(PartsInline, admin.TabularInline):
    model = Participation
    is_copied = True
    autocomplete_fields = ["project"]


class ProgrammeInline(PartsInline, admin.StackedInline):
    model = ProgrammeItem
    is_copied = True
    fields = [("day", "starts", "ends", "position"), "title", ("kind", "track"), "speakers", "text"]
    fields += ProgrammeItem.FACTS


class DocumentInline(PartsInline, admin.StackedInline):
    model = Document
    fields = [("title", "kind"), "file", "link", ("licence", "position")]


class ChangeInline(admin.TabularInline):
    """Shows the public log of changes, which nobody may edit."""

    model = Change
    fields = readonly_fields = ["made_at", "text", "reason"]
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class ConferenceForm(PublishableForm):
    def clean_status(self):
        """Return the status.

        Raise ValidationError if the user cancels, or takes that back, without the permission for
        it. Proposals are exempt: only somebody with the permission accepts them.
        """
        before, status = self.instance.status, self.cleaned_data["status"]
        if not (self.is_proposal or may_change_status(self.user, self.instance, before, status)):
            raise ValidationError(_("Only the chief editors cancel, or take that back."))
        return status

    def clean(self):
        """Fill in the day of confirmation."""
        super().clean()
        data = self.cleaned_data
        is_confirmed_now = self.instance.status != data.get("status") == CONFIRMED
        if is_confirmed_now and "confirmed_on" in data:
            # As the operation does, unless the editor enters another day.
            data["confirmed_on"] = data["confirmed_on"] or self.today


@admin.register(Conference)
class ConferenceAdmin(PublishableAdmin):
    pages = [
        CopyPage,
        *PublishableAdmin.pages,
        ConferenceStepPage,
        HintsPage,
        OperationPage,
        *TABLE_PAGES,
    ]
    form = ConferenceForm
    tables = [ConferenceResource, ParticipationResource]
    tasks = TASKS
    # Fields that apply to one date only.
    not_copied = [
        "slug",
        "number",
        "starts_on",
        "ends_on",
        "start_time",
        "end_time",
        "moved_from",
        "status",
        "confirmed_on",
        "registration_deadline",
        "public_link",
        "attendance",
        "source",
    ]
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
                    *Conference.FACTS,
                    "accessibility",
                ]
            },
        ),
        (capfirst(_("themes")), {"fields": ["themes"]}),
        (_("Afterwards"), {"fields": ["attendance", "source"]}),
    ]
    inlines = [ParticipationInline, ProgrammeInline, DocumentInline, ChangeInline]
    filter_horizontal = ["themes", "accessibility"]
    prepopulated_fields = {"slug": ["title"]}

    list_display = ["title", "starts_on", "status", "state", "format", "city"]
    list_filter = [StateFilter, "status", "format", "series", "land", "is_example", "themes"]
    date_hierarchy = "starts_on"
    search_fields = [FOLDED_TEXT]

    def values_restored(self, request, obj, version):
        """Return the values of a history record, without a status the user may not set."""
        values = super().values_restored(request, obj, version)
        if not may_change_status(request.user, obj, obj.status, values["status"]):
            del values["status"]
        return values
