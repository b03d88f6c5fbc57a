"""What search engines find of articles and networks."""

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
    """Networks do not store when they changed, so the sitemap does not say it."""

    def items(self):
        return Network.objects.published(self.now).order_by("pk").only("slug")
