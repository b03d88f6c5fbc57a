from django.http import Http404


class PagedList:
    """Pages by `?seite=`; one that does not exist is 404, also Django's word for the last."""

    page_kwarg = "seite"

    def paginate_queryset(self, queryset, page_size):
        if self.request.GET.get(self.page_kwarg) == "last":
            raise Http404
        return super().paginate_queryset(queryset, page_size)
