import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from conferences.querysets import ConferenceQuerySet
from conferences.querysets.calendar import STALE_Q
from conferences.validators import refuse_invisible, refuse_join_link
from smartcity.content.labelled_texts import LabelledTexts
from smartcity.content.last_modified import last_modified_second
from smartcity.media.richtext import RichTextField
from smartcity.publishing.addresses import Addressed
from smartcity.publishing.publication import NEVER_PUBLIC, Publication, Publishable
from smartcity.publishing.records import HistoryRecords, open_change
from smartcity.publishing.roles import PUBLISHABLE_PERMISSIONS
from smartcity.search.searchable import Searchable
from smartcity.text.folding import fold_for_sorting

from .accessibility import AccessibilityService
from .entry import EntryField
from .lifecycle import Lifecycle
from .place import Placed
from .schedule import Scheduled
from .searchable_text import SearchableText
from .sequenced import Sequenced
from .series import Series
from .theme import Theme


class Conference(
    Lifecycle,
    SearchableText,
    LabelledTexts,
    Addressed,
    Publishable,
    Searchable,
    Scheduled,
    Placed,
    Sequenced,
):
    FACTS = ["audience", "cost"]
    SEQUENCED = [
        "starts_on", "ends_on", "start_time", "end_time", "format", "status", "publication",
        "city", "venue", "street", "postal_code", "host_region", "public_link",
    ]  # fmt: skip

    series = models.ForeignKey(
        Series,
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conferences",
    )
    number = models.PositiveSmallIntegerField(
        _("number in the series"), null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    title = models.CharField(_("title"), max_length=200, validators=[refuse_invisible])
    teaser = models.TextField(
        _("teaser"), max_length=300, blank=True, help_text=_("One sentence under the title.")
    )
    text = RichTextField(_("text"), blank=True)

    host = models.CharField(_("host (office)"), max_length=200, blank=True)
    organiser = models.CharField(_("organiser (office)"), max_length=200, blank=True)
    public_link = models.URLField(
        _("public link"),
        max_length=500,
        blank=True,
        validators=[refuse_join_link],
        help_text=_("Registration or stream, never the join link of a meeting room."),
    )
    registration_deadline = models.DateField(_("registration until"), null=True, blank=True)
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    cost = models.CharField(_("cost"), max_length=100, blank=True)
    accessibility = models.ManyToManyField(
        AccessibilityService,
        verbose_name=_("accessibility services"),
        blank=True,
        related_name="conferences",
    )
    contact_office = models.CharField(_("contact office"), max_length=200, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)

    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="conferences"
    )
    attendance = models.CharField(
        _("attendance"), max_length=50, blank=True, help_text=_("As text: “about 150”.")
    )
    source = models.TextField(_("source"), blank=True, help_text=_("For editors, not shown."))

    uid = models.UUIDField(_("calendar UID"), default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)

    # The finished calendar entry, those of its programme, and those of items that are no longer in
    # it; see `conferences.calendar.entries`.
    entry = EntryField(null=True, editable=False)
    programme_entries = EntryField(null=True, editable=False)
    removed_entries = EntryField(null=True, editable=False)
    # For feeds whose choice it has left; see `conferences.calendar.memory`.
    departed_entry = EntryField(null=True, editable=False)
    # Both rise only if the entry differs from the one before.
    entry_revision = models.PositiveIntegerField(default=1, editable=False)
    entry_changed_at = models.DateTimeField(default=timezone.now, editable=False)
    # The latest of all moments that earlier entries had.
    entry_changed_before = models.DateTimeField(null=True, editable=False)
    # The last edit that may have made another entry of it; empty once that is stored.
    entry_stale_since = models.DateTimeField(null=True, default=timezone.now, editable=False)
    # What pages, Atom, the sitemap and the API tell: no matter of the entry.
    page_changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ConferenceQuerySet.as_manager()
    history = HistoryRecords(parts=["participations", "programme", "documents"])

    class Meta:
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        ordering = ["-starts_on", "pk"]
        default_permissions = PUBLISHABLE_PERMISSIONS
        permissions = [("cancel_conference", "Can cancel a conference and take that back")]
        indexes = [
            # With all that lists count by, so that counting need not read the rows themselves.
            models.Index(
                fields=["publication", "ends_on", "status", "published_at", "land", "id"],
                name="conferences_by_last_day",
            ),
            models.Index(fields=["publication", "starts_on"], name="conferences_by_first_day"),
            models.Index(fields=["publication", "published_at"], name="conferences_by_publication"),
            # Each beside the words of a search: only rows that have both need be read.
            models.Index(fields=["status"], name="conferences_by_status"),
            models.Index(fields=["land"], name="conferences_by_land"),
            models.Index(fields=["format"], name="conferences_by_format"),
            models.Index(
                fields=["id"],
                name="conferences_with_stale_entry",
                condition=STALE_Q & Q(starts_on__isnull=False),
            ),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            *Scheduled.Meta.constraints,
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                name="conferences_number_once_in_series",
                fields=["series", "number"],
                violation_error_message=_("This number is already taken in the series."),
            ),
            models.CheckConstraint(
                name="conferences_conference_number_needs_series",
                condition=Q(number=None) | Q(series__isnull=False, number__gte=1),
                violation_error_message=_("A number (from 1) needs a series."),
            ),
            models.CheckConstraint(
                name="conferences_conference_public_has_date",
                condition=Q(publication__in=NEVER_PUBLIC)
                | Q(starts_on__isnull=False)
                | Q(status__in=[Scheduled.Status.OPEN, Scheduled.Status.CANCELLED]),
                violation_error_message=_("A conference without a date is “Date open”."),
            ),
            models.CheckConstraint(
                name="conferences_conference_deadline_before_end",
                condition=Q(registration_deadline=None)
                | Q(ends_on=None)
                | Q(registration_deadline__lte=F("ends_on")),
                violation_error_message=_("Registration cannot end after the conference."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("conferences:detail", args=[self.slug])

    def get_brief_url(self):
        return reverse("conferences:brief", args=[self.slug])

    def get_calendar_url(self):
        return reverse("conferences:entry", args=[self.slug])

    def clean(self):
        self.ends_on = self.ends_on or self.starts_on
        super().clean()
        self.refuse_lost_date()

    def refuse_lost_date(self):
        """Raise ValidationError if an announced date is removed; calendars still show it."""
        announced = type(self).objects.filter(pk=self.pk, starts_on__isnull=False)
        if self.starts_on is None and announced.exclude(publication__in=NEVER_PUBLIC).exists():
            text = _("Keep the old date; the status tells that it is open.")
            raise ValidationError({"starts_on": text})

    def save(self, *args, **kwargs):
        if self._state.adding and (change := open_change.get()):
            self.begin_at(change.now)
        self.derive_columns()
        super().save(*args, **kwargs)

    def begin_at(self, now):
        """Set creation and last change no later than *now*: CREATED must not be after DTSTAMP."""
        self.created_at = min(self.created_at, now)
        self.entry_changed_at = min(self.entry_changed_at, now)
        self.page_changed_at = min(self.page_changed_at, now)

    def derive_columns(self):
        """Set what follows from other columns; whoever writes in bulk calls it first."""
        self.ends_on = self.ends_on or self.starts_on
        self.sort_key = fold_for_sorting(self.title)
        self.derive_search_columns()

    @property
    def ordinal(self):
        """Return “3. Regionalkonferenz”, or "" outside a series."""
        if self.series is None:
            return ""
        if not self.number:
            return self.series.singular
        words = {"number": self.number, "name": self.series.singular}
        return pgettext("number in a series", "%(name)s %(number)s") % words

    @property
    def facts(self):
        """Return the labelled texts and the accessibility services; load `accessibility` first."""
        services = ", ".join(service.name for service in self.accessibility.all())
        return super().facts + ([(_("Accessibility"), services)] if services else [])

    @property
    def changed_at(self):
        """Return when the page last changed for readers, at the earliest when it was published."""
        return max(self.page_changed_at, self.published_at)

    @property
    def is_entry_stale(self):
        return self.entry is None or self.entry_stale_since is not None

    @property
    def entry_last_modified(self):
        """Return Last-Modified of the entry in Unix seconds, or None if it is ambiguous."""
        return last_modified_second(self.entry_changed_at, self.entry_changed_before)

    @property
    def is_withdrawn(self):
        return self.publication == Publication.WITHDRAWN

    @property
    def is_called_off(self):
        return self.is_cancelled or self.is_withdrawn

    @property
    def has_departed(self):
        """Return whether it left a filtered feed before its end; load `past_states` first."""
        return any(not state.until_called_off for state in self.past_states.all())

    @property
    def went_online(self):
        """Return whether it was announced on site and moved online; load `changes` first."""
        return self.is_virtual and any(change.goes_online for change in self.changes.all())

    def has_open_registration(self, today):
        deadline = self.registration_deadline
        is_possible = not (self.is_cancelled or self.is_over(today))
        return is_possible and deadline is not None and deadline >= today

    def has_public_address(self, now):
        return self.has_been_public(now)
