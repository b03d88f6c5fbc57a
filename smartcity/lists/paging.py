"""Lists that an address narrows (filters) and pages (`?seite=`)."""

from django.http import Http404
from django_filters.views import FilterView

from smartcity.content.version_cache import Kept


class FilteredList(FilterView):
    """What follows from all its rows is kept, under the name of its address."""

    def get_filterset_kwargs(self, filterset_class):
        self.kept = Kept(self.request.resolver_match.view_name, self.request.now)
        return super().get_filterset_kwargs(filterset_class) | {"kept": self.kept}


class PagedList(FilteredList):
    """A page that does not exist is 404, also Django's word for the last."""

    page_kwarg = "seite"

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        # Not counted again: the filters know it.
        paginator.count = self.filterset.total
        return paginator

    def paginate_queryset(self, queryset, page_size):
        if self.request.GET.get(self.page_kwarg) == "last":
            raise Http404
        return super().paginate_queryset(self.filterset.listed, page_size)
