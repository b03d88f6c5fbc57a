"""Views of lists narrowed by filters and divided into pages (`?seite=`)."""

from django.http import Http404
from django_filters.views import FilterView

from smartcity.content.version_cache import VersionCache


class FilteredList(FilterView):
    """A list that caches what depends on all its rows, under the name of its URL pattern."""

    def get_filterset_kwargs(self, filterset_class):
        """Add the cache to the arguments of the filter set."""
        self.cache = VersionCache(self.request.resolver_match.view_name, self.request.now)
        return super().get_filterset_kwargs(filterset_class) | {"cache": self.cache}


class PagedList(FilteredList):
    """A list in pages; a page that does not exist is 404, also "last"."""

    page_kwarg = "seite"

    def get_paginator(self, *args, **kwargs):
        """Return a paginator that takes the number of rows from the filter set."""
        paginator = super().get_paginator(*args, **kwargs)
        paginator.count = self.filterset.total
        return paginator

    def paginate_queryset(self, queryset, page_size):
        """Return the page; raise Http404 for "last", which Django would accept."""
        if self.request.GET.get(self.page_kwarg) == "last":
            raise Http404
        return super().paginate_queryset(self.filterset.ordered_rows, page_size)
