from django.db.models import Count, Q

from smartcity.publishing.addresses import NamedQuerySet
from smartcity.publishing.publication import published_q
from smartcity.search.searchable import SearchableQuerySet


class ModelProjectQuerySet(NamedQuerySet, SearchableQuerySet):
    def in_laender(self, codes):
        located = self.model.objects.filter(laender__land__in=codes)
        return self.filter(pk__in=located.values("pk"))

    def hosting(self, conference):
        return self.filter(participations__conference=conference, participations__role="gastgeber")

    def placed(self):
        """Return those with coordinates."""
        return self.filter(latitude__isnull=False)

    def towns(self, names):
        """Return [(name, latitude, longitude)] of projects and members with one of these names."""
        degrees = ["latitude", "longitude"]
        own = self.placed().filter(name__in=names)
        members = self.filter(members__name__in=names, members__latitude__isnull=False)
        named = members.values_list(*(f"members__{name}" for name in ["name", *degrees]))
        # The model's own order is no column of these rows.
        return own.order_by().values_list("name", *degrees).union(named.order_by()).order_by()

    def for_directory(self, now):
        """Load what the directory shows: the counts of `for_map`, and the Länder."""
        return self.for_map(now).prefetch_related("laender")

    def for_map(self, now):
        """Annotate `hosted_count`, the number of published conferences each one hosted."""
        hosted = Q(participations__role="gastgeber")
        hosted &= published_q(now, "participations__conference__")
        counted = self.annotate(hosted_count=Count("participations", filter=hosted))
        return counted.order_by("sort_key")
