from functools import partial

from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from smartcity.lists.paging import FilteredList, PagedList
from smartcity.outputs.embedding import Embeddable
from smartcity.publishing.detail import AddressedDetailView

from .brief import Brief
from .feeds.feeds import name_of
from .feeds.subscribing import Subscription
from .filters import ArchiveFilter, ConferenceFilter, ModelProjectFilter
from .map.directory import (
    label_on_map,
    map_places_of,
    nearest_projects,
    projects_by_land,
    themes_by_kind,
)
from .map.targets import map_targets_of
from .models import Conference, ModelProject, Series, Theme
from .nearest import nearest_theme

# How many rows of one kind the page of a theme, project or series shows before it links on.
SHOWN = 10
PREVIEWED = 3


class ConferenceTabs(Embeddable, PagedList):
    """Both lists name how many the same filters leave in each."""

    is_archive = False

    context_object_name = "conferences"
    frame_template_name = "conferences/conference_embed.html"
    fragment_template_name = "components/embedded_conferences.html"
    paginate_by = 20

    def get_context_data(self, **kwargs):
        elsewhere = self.filterset.with_queryset(self.get_other_queryset())
        return super().get_context_data(
            tabs=self.tabs(elsewhere),
            elsewhere=elsewhere,
            nearest_theme=partial(nearest_theme, self.filterset),
            **kwargs,
        )

    def tabs(self, elsewhere):
        """Return the number of rows behind each tab; cached for the unfiltered list."""
        if self.filterset.is_all:
            return self.cache.get_or_set("tabs", self.tab_counts)
        here, there = ("past", "upcoming") if self.is_archive else ("upcoming", "past")
        return {here: self.filterset.total, there: elsewhere.total}

    def tab_counts(self):
        return self.published.tab_counts(self.request.today)

    @property
    def published(self):
        return Conference.objects.published(self.request.now)


class ConferenceList(ConferenceTabs):
    filterset_class = ConferenceFilter
    template_name = "conferences/conference_list.html"

    def get_queryset(self):
        return self.published.upcoming(self.request.today).for_cards()

    def get_other_queryset(self):
        return self.published.past(self.request.today)


class ConferenceArchive(ConferenceTabs):
    is_archive = True
    filterset_class = ArchiveFilter
    template_name = "conferences/conference_archive.html"

    def get_queryset(self):
        return self.published.past(self.request.today).for_cards()

    def get_other_queryset(self):
        return self.published.upcoming(self.request.today)


@require_safe
def subscribe(request):
    """The address of a choice; what nobody knows of it is named."""
    rows = Conference.objects.published(request.now).in_calendar(request.now)
    filterset = ConferenceFilter(request.GET, rows, request=request)
    subscription = Subscription(filterset)
    reduced = ConferenceFilter(QueryDict(subscription.query), rows, request=request)
    context = {
        "asked": filterset,
        "subscription": subscription,
        "name": name_of(reduced),
        "is_left_empty": bool(reduced.problems),
        "counts": reduced.qs.tab_counts(request.today),
        "coming": reduced.qs.upcoming(request.today).for_cards()[:PREVIEWED],
    }
    return render(request, "conferences/subscribe.html", context)


class ConferencePage(AddressedDetailView):
    template_name = "conferences/conference_detail.html"
    context_object_name = "conference"

    def get_queryset(self):
        return Conference.objects.for_page()

    def withdrawal_told(self):
        return self.object.changes.withdrawals().first() or ""

    def get_context_data(self, **kwargs):
        now, conference = self.request.now, self.object
        published = Conference.objects.published(now).for_cards()
        return super().get_context_data(
            articles=conference.articles.published(now).newest().for_cards()[:SHOWN],
            neighbours=published.neighbours_of(conference),
            coming=published.to_come(now).exclude(pk=conference.pk)[:1],
            alternatives=published.to_come(now).like(conference)[:2],
            **kwargs,
        )


class BriefPage(ConferencePage):
    """The brief of a conference for those who decide on a business trip."""

    template_name = "conferences/brief.html"

    def address(self):
        return self.object.get_brief_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(brief=Brief(self.object, self.request.today), **kwargs)


class ProjectList(Embeddable, FilteredList):
    filterset_class = ModelProjectFilter
    queryset = ModelProject.objects.all()
    template_name = "conferences/project_list.html"
    frame_template_name = "conferences/project_embed.html"
    fragment_template_name = "components/embedded_projects.html"

    def get_context_data(self, *, object_list, **kwargs):
        projects = object_list.for_directory(self.request.now)
        return super().get_context_data(
            projects=projects,
            laender=projects_by_land(projects, self.filterset.chosen("land")),
            targets=map_targets_of(map_places_of(projects)),
            nearest_theme=partial(nearest_theme, self.filterset),
            **kwargs,
        )


class ProjectPage(AddressedDetailView):
    template_name = "conferences/project_detail.html"
    context_object_name = "project"

    def get_queryset(self):
        return ModelProject.objects.prefetch_related("laender", "members", "themes")

    def get_context_data(self, **kwargs):
        now, today, project = self.request.now, self.request.today, self.object
        published = Conference.objects.published(now).for_cards()
        places = list(ModelProject.objects.placed())
        has_point = project.point is not None
        return super().get_context_data(
            upcoming=published.with_project(project).upcoming(today)[:SHOWN],
            hosted=published.hosted_by(project).past(today)[:SHOWN],
            joined=published.joined_by(project).past(today)[:SHOWN],
            places=places,
            nearest=nearest_projects(project, places) if has_point else [],
            label=label_on_map(project) if has_point else None,
            articles=project.articles.published(now).newest().for_cards()[:SHOWN],
            networks=project.networks.published(now),
            **kwargs,
        )


class ThemeList(ListView):
    template_name = "conferences/theme_list.html"
    context_object_name = "themes"

    def get_queryset(self):
        return Theme.objects.for_directory(self.request.now)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kinds=themes_by_kind(self.object_list), **kwargs)


class ThemePage(AddressedDetailView):
    template_name = "conferences/theme_detail.html"
    context_object_name = "theme"

    def get_queryset(self):
        return Theme.objects.select_related("merged_into")

    def get_context_data(self, **kwargs):
        now, today, theme = self.request.now, self.request.today, self.object
        conferences = Conference.objects.published(now).for_theme(theme).for_cards()
        return super().get_context_data(
            upcoming=conferences.upcoming(today)[:SHOWN],
            past=conferences.past(today)[:SHOWN],
            articles=theme.articles.published(now).newest().for_cards()[:SHOWN],
            networks=theme.networks.published(now),
            **kwargs,
        )


class SeriesPage(AddressedDetailView):
    template_name = "conferences/series_detail.html"
    context_object_name = "series"
    model = Series

    def get_context_data(self, **kwargs):
        now, today = self.request.now, self.request.today
        conferences = Conference.objects.published(now).in_series(self.object).for_cards()
        return super().get_context_data(
            upcoming=conferences.upcoming(today)[:SHOWN],
            past=conferences.past(today)[:SHOWN],
            **kwargs,
        )
