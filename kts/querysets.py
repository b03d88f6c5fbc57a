from django.db.models import Q

from smartcity.addresses import AddressedQuerySet
from smartcity.publishing import PublishableQuerySet


class ArticleQuerySet(AddressedQuerySet, PublishableQuerySet):
    def newest(self):
        return self.order_by("-published_at", "-pk")

    def for_size(self, sizes):
        """Those that suit one of these sizes of municipality, or any."""
        return self.filter(Q(municipality_size__in=sizes) | Q(municipality_size="jede"))

    def for_themes(self, themes):
        found = self.model.objects.filter(themes__in=themes)
        return self.filter(pk__in=found.values("pk"))

    def like(self, article):
        return self.for_themes(article.themes.all()).exclude(pk=article.pk)

    def for_cards(self):
        """With what one article in a list shows, also as the first and largest of it."""
        loaded = self.select_related("picture").prefetch_related("themes")
        return loaded.defer("text", "search_text", "source")

    def for_page(self):
        return self.select_related("picture").prefetch_related("themes", "projects", "attachments")


class NetworkQuerySet(AddressedQuerySet, PublishableQuerySet):
    def for_page(self):
        return self.prefetch_related("themes", "projects")
