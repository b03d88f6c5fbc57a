from collections import Counter

from django.db.models import Case, Count, F, Q, Value, When
from django.utils import timezone

from smartcity.publishing.addresses import AddressedQuerySet
from smartcity.publishing.publication import PublishableQuerySet
from smartcity.search.searchable import SearchableQuerySet
from smartcity.text.clocks import MIDNIGHT

from .calendar import CalendarQuerySet
from .days import DaysQuerySet
from .tasks import TasksQuerySet


class ConferenceQuerySet(
    CalendarQuerySet,
    DaysQuerySet,
    TasksQuerySet,
    AddressedQuerySet,
    SearchableQuerySet,
    PublishableQuerySet,
):
    def upcoming(self, today):
        """Return those not over, the next first, undated ones last. Today still counts."""
        return self.filter(
            Q(ends_on__gte=today) | Q(ends_on=None) | Q(status=self.model.Status.OPEN)
        ).by_date()

    def past(self, today):
        """Return those that are over, the latest first: the complement of `upcoming`."""
        over = self.filter(ends_on__lt=today).exclude(status=self.model.Status.OPEN)
        return over.order_by("-starts_on", "-pk")

    def in_times(self, times, today):
        """Return what the chosen lists show; *keys* are “kommend” and “vergangen”."""
        if {*times} == {"kommend", "vergangen"}:
            return self
        return self.upcoming(today) if "kommend" in times else self.past(today)

    def scheduled(self):
        """Return those with a valid date; `unscheduled` returns all others."""
        return self.filter(starts_on__isnull=False).exclude(status=self.model.Status.OPEN)

    def unscheduled(self):
        return self.filter(Q(starts_on=None) | Q(status=self.model.Status.OPEN))

    def by_date(self):
        is_open = Case(When(status=self.model.Status.OPEN, then=Value(1)), default=Value(0))
        day = F("starts_on").asc(nulls_last=True)
        return self.order_by(is_open, day, F("start_time").asc(nulls_first=True), "pk")

    def latest_first(self):
        return self.order_by(F("starts_on").desc(nulls_last=True), "-pk")

    def by_registration_deadline(self, today):
        """Those one can still register for first, the most urgent one on top.

        Without a date to count on they come last, before them what is cancelled.
        """
        status = self.model.Status
        standing = Case(
            When(status=status.OPEN, then=Value(3)),
            When(status=status.CANCELLED, then=Value(2)),
            When(self.open_for_registration(today), then=Value(0)),
            default=Value(1),
        )
        deadline = F("registration_deadline").asc(nulls_last=True)
        return self.order_by(standing, deadline, F("starts_on").asc(nulls_last=True), "pk")

    def open_for_registration(self, today):
        is_over = Q(ends_on__lt=today) & ~Q(status=self.model.Status.OPEN)
        takes_place = ~Q(status=self.model.Status.CANCELLED) & ~is_over
        return takes_place & Q(registration_deadline__gte=today)

    def running(self, now):
        """Return those that take place at this moment, a subset of `upcoming`."""
        local = timezone.localtime(now)
        today, clock = local.date(), local.time()
        has_begun = Q(starts_on__lt=today) | Q(starts_on=today) & (
            Q(start_time=None) | Q(start_time__lte=clock)
        )
        goes_on = Q(ends_on__gt=today) | Q(ends_on=today) & (
            Q(end_time=None) | Q(end_time__gt=clock) | Q(end_time=MIDNIGHT)
        )
        return self.taking_place().filter(has_begun, goes_on).by_date()

    def not_running(self, now):
        return self.exclude(pk__in=self.model.objects.running(now).order_by().values("pk"))

    def to_come(self, now):
        """Return upcoming ones at a known date that have not begun."""
        local = timezone.localtime(now)
        later = Q(starts_on__gt=local.date()) | Q(
            starts_on=local.date(), start_time__gt=local.time()
        )
        return self.taking_place().filter(later).by_date()

    def taking_place(self):
        return self.exclude(status__in=[self.model.Status.OPEN, self.model.Status.CANCELLED])

    def registration_open(self, today):
        return self.filter(self.open_for_registration(today))

    def in_laender(self, codes):
        """Return those in one of the Länder; without a Land, that of a host counts."""
        hosted = self.model.objects.filter(
            land="",
            participations__role="gastgeber",
            participations__project__laender__land__in=codes,
        )
        # “land” once more: where it is given, the database need not look for hosts.
        return self.filter(Q(land__in=codes) | Q(land="", pk__in=hosted.values("pk")))

    def land_counts(self):
        """Return [(code, number of conferences that `in_laender` returns for it)]."""
        counts = Counter(dict(self.values_list("land").annotate(Count("pk"))))
        # Hosts are asked for only where they matter.
        if counts.pop("", 0):
            hosted = self.filter(land="", participations__role="gastgeber")
            land = "participations__project__laender__land"
            counts.update(dict(hosted.values_list(land).annotate(Count("pk", distinct=True))))
        return list(counts.items())

    def for_theme(self, theme):
        return self.filter(themes=theme)

    def in_series(self, series):
        return self.filter(series=series)

    def with_project(self, project):
        return self.filter(participations__project=project)

    def hosted_by(self, project):
        return self.filter(participations__project=project, participations__role="gastgeber")

    def editable_by(self, user):
        """Return all conferences; for hosts those that one of their projects hosts."""
        if user.has_perm("conferences.edit_every_conference"):
            return self
        hosted = self.model.objects.filter(
            participations__role="gastgeber", participations__project__editors=user
        )
        return self.filter(pk__in=hosted.values("pk"))

    def joined_by(self, project):
        """Return those in which the project takes part without being the host."""
        joins = ["beitrag", "teilnahme"]
        return self.filter(participations__project=project, participations__role__in=joins)

    def for_themes(self, themes):
        """Return those on any of the themes, without duplicates."""
        related = self.model.objects.filter(themes__in=themes)
        return self.filter(pk__in=related.values("pk"))

    def like(self, conference):
        return self.for_themes(conference.themes.all()).exclude(pk=conference.pk)

    def for_article(self, article):
        return self.filter(articles=article)

    def neighbours_of(self, conference):
        """Return the previous and the next conference of its series, as far as they exist."""
        if conference.starts_on is None or conference.series is None:
            return []
        series, day = self.in_series(conference.series), conference.starts_on
        after = Q(starts_on__gt=day) | Q(starts_on=day, pk__gt=conference.pk)
        before = Q(starts_on__lt=day) | Q(starts_on=day, pk__lt=conference.pk)
        following = series.filter(after).order_by("starts_on", "pk").first()
        preceding = series.filter(before).order_by("-starts_on", "-pk").first()
        return [neighbours for neighbours in [preceding, following] if neighbours]

    def tab_counts(self, today):
        """Return {"upcoming": number, "past": number} with one query."""
        is_past = Q(ends_on__lt=today) & ~Q(status=self.model.Status.OPEN)
        counts = self.aggregate(all=Count("pk"), past=Count("pk", filter=is_past))
        return {"upcoming": counts["all"] - counts["past"], "past": counts["past"]}

    def for_cards(self):
        """Load only what lists show of a conference."""
        return self.select_related("series").prefetch_related("themes").without_texts()

    def for_map(self):
        """Load hosts and their Länder; undated ones first, then the latest."""
        is_open = Case(When(status=self.model.Status.OPEN, then=Value(0)), default=Value(1))
        by_day = self.order_by(is_open, F("starts_on").desc(nulls_first=True), "-pk")
        with_hosts = by_day.prefetch_related("participations__project__laender")
        return with_hosts.select_related("series").without_texts()

    def without_texts(self):
        """Leave out the columns with long texts, which lists do not show."""
        calendar = ["entry", "programme_entries", "removed_entries", "departed_entry"]
        return self.defer("text", "search_title", "search_text", "source", *calendar)

    def for_page(self):
        return self.select_related("series").prefetch_related(
            "themes",
            "accessibility",
            "programme",
            "documents",
            "changes",
            "participations__project__laender",
        )
