from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from smartcity.publishing.addresses import NamedQuerySet
from smartcity.publishing.publication import published_q
from smartcity.search.searchable import SearchableQuerySet


class ThemeQuerySet(NamedQuerySet, SearchableQuerySet):
    def current(self):
        """Return the themes that are not merged into another."""
        return self.filter(merged_into=None)

    def offered(self):
        return super(ThemeQuerySet, self.current()).offered()

    def leading(self):
        """Annotate the theme that a slug leads to; that of a merged theme is its target."""
        return self.annotate(
            target=Coalesce("merged_into", "pk"),
            target_slug=Coalesce("merged_into__slug", "slug"),
            target_name=Coalesce("merged_into__name", "name"),
        )

    def for_directory(self, now):
        """Return current themes by kind and name, with their number of published conferences."""
        return self.current().counted(now).order_by("kind", "sort_key")

    def counted(self, now):
        published = published_q(now, "conferences__")
        return self.annotate(conference_count=Count("conferences", filter=published))

    def counted_in(self, quarters, now):
        """Return current themes; `quarter_0`, … are numbers of published conferences by quarter."""
        published = published_q(now, "conferences__")
        takes_place = Q(conferences__status__in=["geplant", "bestaetigt"])
        counts = {}
        for number, quarter in enumerate(quarters):
            days = Q(conferences__starts_on__gte=quarter.first_day)
            days &= Q(conferences__starts_on__lt=quarter.after(1).first_day)
            counted = Count("conferences", filter=published & takes_place & days)
            counts[f"quarter_{number}"] = counted
        themes = self.current().defer("search_title", "search_text", "source")
        return themes.annotate(**counts).order_by("kind", "sort_key")

    def with_conference_counts(self, now):
        """Return current themes with published conferences, those with most of them first."""
        counted = self.current().counted(now)
        return counted.filter(conference_count__gt=0).order_by("-conference_count", "sort_key")
