from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.generic import ListView
from django_filters.views import FilterView

from smartcity.detail import AddressedDetailView
from smartcity.paging import PagedList

from .directory import by_kind, by_land
from .feeds import name_of
from .filters import ArchiveFilter, ConferenceFilter, ModelProjectFilter
from .models import Conference, ModelProject, Series, Theme
from .subscribing import Subscription

# How many rows of one kind the page of a theme, project or series shows before it links on.
SHOWN = 10
PREVIEWED = 3


class ConferenceTabs:
    """Both lists name how many there are in each."""

    def get_context_data(self, **kwargs):
        published = Conference.objects.published(self.request.now)
        return super().get_context_data(tabs=published.tab_counts(self.request.today), **kwargs)


class ConferenceList(ConferenceTabs, PagedList, FilterView):
    filterset_class = ConferenceFilter
    template_name = "conferences/conference_list.html"
    context_object_name = "conferences"
    paginate_by = 20

    def get_queryset(self):
        now, today = self.request.now, self.request.today
        return Conference.objects.published(now).upcoming(today).for_cards()


class ConferenceArchive(ConferenceTabs, PagedList, FilterView):
    filterset_class = ArchiveFilter
    template_name = "conferences/conference_archive.html"
    context_object_name = "conferences"
    paginate_by = 20

    def get_queryset(self):
        now, today = self.request.now, self.request.today
        return Conference.objects.published(now).past(today).for_cards()


@require_safe
def subscribe(request):
    """The address of a choice; what nobody knows of it is named and left out."""
    rows = Conference.objects.published(request.now).in_calendar(request.now)
    asked = ConferenceFilter(request.GET, rows, request=request)
    subscription = Subscription(asked)
    shown = ConferenceFilter(QueryDict(subscription.query), rows, request=request)
    context = {
        "asked": asked,
        "subscription": subscription,
        "name": name_of(shown),
        "counts": shown.qs.tab_counts(request.today),
        "coming": shown.qs.upcoming(request.today).for_cards()[:PREVIEWED],
    }
    return render(request, "conferences/subscribe.html", context)


class ConferencePage(AddressedDetailView):
    template_name = "conferences/conference_detail.html"
    context_object_name = "conference"

    def get_queryset(self):
        return Conference.objects.for_page()

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


class ProjectList(FilterView):
    filterset_class = ModelProjectFilter
    template_name = "conferences/project_list.html"
    context_object_name = "projects"

    def get_queryset(self):
        return ModelProject.objects.for_directory(self.request.now)

    def get_context_data(self, **kwargs):
        chosen = [land.key for land in self.filterset.cleaned.get("land") or []]
        return super().get_context_data(laender=by_land(self.object_list, chosen), **kwargs)


class ProjectPage(AddressedDetailView):
    template_name = "conferences/project_detail.html"
    context_object_name = "project"

    def get_queryset(self):
        return ModelProject.objects.prefetch_related("laender", "members")

    def get_context_data(self, **kwargs):
        now, today, project = self.request.now, self.request.today, self.object
        published = Conference.objects.published(now).for_cards()
        return super().get_context_data(
            upcoming=published.with_project(project).upcoming(today)[:SHOWN],
            hosted=published.hosted_by(project).past(today)[:SHOWN],
            joined=published.joined_by(project).past(today)[:SHOWN],
            places=ModelProject.objects.placed(),
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
        return super().get_context_data(kinds=by_kind(self.object_list), **kwargs)


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
