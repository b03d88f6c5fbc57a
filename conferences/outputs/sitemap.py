"""What search engines find of conferences, and of what they are about."""

from conferences.models import Conference, ModelProject, Series, Theme
from smartcity.outputs.sitemap import RowSiteMap

LISTS = [
    "conferences:list",
    "conferences:archive",
    "conferences:subscribe",
    "conferences:map",
    "conferences:projects",
    "conferences:themes",
]


class ConferenceSiteMap(RowSiteMap):
    def items(self):
        conferences = Conference.objects.published(self.now).order_by("pk")
        return conferences.only("slug", "published_at", "page_changed_at")

    def lastmod(self, conference):
        return conference.changed_at


# The others do not store when they changed, so the sitemap does not say it.


class ProjectSiteMap(RowSiteMap):
    def items(self):
        return ModelProject.objects.order_by("pk").only("slug")


class SeriesSiteMap(RowSiteMap):
    def items(self):
        return Series.objects.order_by("pk").only("slug")


class ThemeSiteMap(RowSiteMap):
    def items(self):
        return Theme.objects.current().order_by("pk").only("slug", "merged_into")
