from django.db import models

from smartcity.publishing import published_q


class ChangeQuerySet(models.QuerySet):
    def published(self, now):
        """Those of published conferences, with the conference they tell of."""
        return self.filter(published_q(now, "conference__")).select_related("conference")

    def newest(self):
        return self.order_by("-made_at", "-pk")
