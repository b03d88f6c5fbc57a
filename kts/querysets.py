from datetime import datetime, time, timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from smartcity.publishing.addresses import AddressedQuerySet
from smartcity.publishing.publication import PublishableQuerySet
from smartcity.search.searchable import SearchableQuerySet

# After this time somebody looks whether it is still true.
CHECKED_FOR = timedelta(days=365)


class ArticleQuerySet(AddressedQuerySet, SearchableQuerySet, PublishableQuerySet):
    def for_size(self, sizes):
        """Return those that suit one of these sizes of municipality, or any size."""
        return self.filter(Q(municipality_size__in=sizes) | Q(municipality_size="jede"))

    def size_counts(self):
        """Return [(size, number of articles that `for_size` returns for it)]."""
        counts = dict(self.values_list("municipality_size").annotate(Count("pk")))
        for_any = counts.get("jede", 0)
        sizes = self.model.Size.values
        return [(size, for_any + counts.get(size, 0) * (size != "jede")) for size in sizes]

    def for_themes(self, themes):
        related = self.model.objects.filter(themes__in=themes)
        return self.filter(pk__in=related.values("pk"))

    def due_for_review(self, today):
        """Return those not checked for a year, or never since their publication a year ago."""
        day = today - CHECKED_FOR
        midnight = timezone.make_aware(datetime.combine(day, time.min))
        never_checked = Q(checked_on=None, published_at__lt=midnight)
        due = self.filter(Q(checked_on__lt=day) | never_checked)
        return due.order_by(F("checked_on").asc(nulls_first=True), "published_at", "pk")

    def like(self, article):
        return self.for_themes(article.themes.all()).exclude(pk=article.pk)

    def for_cards(self):
        """Load what lists show of an article."""
        loaded = self.select_related("picture").prefetch_related("themes")
        return loaded.defer("text", "search_title", "search_text", "source")

    def for_tables(self):
        """Load what a table shows of an article."""
        loaded = self.prefetch_related("themes", "projects")
        return loaded.defer("text", "search_text", "source")

    def for_page(self):
        return self.select_related("picture").prefetch_related("themes", "projects", "attachments")


class NetworkQuerySet(AddressedQuerySet, SearchableQuerySet, PublishableQuerySet):
    def for_page(self):
        return self.prefetch_related("themes", "projects")
