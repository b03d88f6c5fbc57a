from smartcity.publishing.addresses import NamedQuerySet


class AccessibilityServiceQuerySet(NamedQuerySet):
    def resolved(self, slugs):
        """As for what has former slugs; of these services no slug ever changes."""
        rows = self.filter(slug__in=slugs).order_by().values_list("slug", "pk", "slug", "name")
        rows_by_slug = {slug: row for slug, *row in rows}
        return [(slug, *rows_by_slug[slug]) for slug in slugs if slug in rows_by_slug]
