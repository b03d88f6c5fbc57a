from django.db.models import Count
from django.db.models.functions import Coalesce

from smartcity.addresses import NamedQuerySet
from smartcity.publishing import published_q


class ThemeQuerySet(NamedQuerySet):
    def current(self):
        """Without those merged into another."""
        return self.filter(merged_into=None)

    def offered(self):
        return super(ThemeQuerySet, self.current()).offered()

    def leading(self):
        """A merged theme leads to the one it was merged into."""
        return self.annotate(
            target=Coalesce("merged_into", "pk"), target_name=Coalesce("merged_into__name", "name")
        )

    def for_directory(self, now):
        """Current themes by kind and name, with how many published conferences each has."""
        return self.current().counted(now).order_by("kind", "sort_key")

    def counted(self, now):
        published = published_q(now, "conferences__")
        return self.annotate(conference_count=Count("conferences", filter=published))

    def with_conference_counts(self, now):
        """Current themes with published conferences, those with most of them first."""
        counted = self.current().counted(now)
        return counted.filter(conference_count__gt=0).order_by("-conference_count", "sort_key")
