from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from smartcity.addresses import AddressedQuerySet
from smartcity.publishing import Publication


class ThemeQuerySet(AddressedQuerySet):
    def current(self):
        """Without those merged into another."""
        return self.filter(merged_into=None)

    def resolved(self, slugs):
        """As for every address; a merged theme resolves to the one it was merged into."""
        themes = self.annotate(
            target=Coalesce("merged_into", "pk"), target_name=Coalesce("merged_into__name", "name")
        )
        rows = themes.at(*slugs).values_list("target", "target_name", "slug", "former_slugs__slug")
        leads = {slug: (pk, name) for pk, name, *own in rows.order_by() for slug in own}
        return [(slug, *leads[slug]) for slug in slugs if slug in leads]

    def for_directory(self, now):
        """Current themes by kind and name, with how many published conferences each has."""
        return self.current().counted(now).order_by("kind", "sort_key")

    def counted(self, now):
        published = Q(
            conferences__publication=Publication.PUBLISHED, conferences__published_at__lte=now
        )
        return self.annotate(conference_count=Count("conferences", filter=published))

    def with_conference_counts(self, now):
        """Current themes with published conferences, those with most of them first."""
        counted = self.current().counted(now)
        return counted.filter(conference_count__gt=0).order_by("-conference_count", "sort_key")
