"""The sitemaps of articles and networks."""

from kts.models import Article, Network
from smartcity.outputs.sitemap import RowSiteMap

LISTS = ["kts:articles", "kts:networks"]


class ArticleSiteMap(RowSiteMap):
    def items(self):
        articles = Article.objects.published(self.now).order_by("pk")
        return articles.only("slug", "published_at", "updated_at")

    def lastmod(self, article):
        return article.changed_at


class NetworkSiteMap(RowSiteMap):
    """The sitemap of networks, without dates of change, which are not stored."""

    def items(self):
        return Network.objects.published(self.now).order_by("pk").only("slug")
