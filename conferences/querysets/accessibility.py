from smartcity.publishing.addresses import NamedQuerySet


class AccessibilityServiceQuerySet(NamedQuerySet):
    def resolved(self, slugs):
        """Return [(slug, key, slug, name)], as for objects with former slugs; these have none."""
        rows = self.filter(slug__in=slugs).order_by().values_list("slug", "pk", "slug", "name")
        rows_by_slug = {slug: row for slug, *row in rows}
        return [(slug, *rows_by_slug[slug]) for slug in slugs if slug in rows_by_slug]
