from django.db import models
from django.db.models import F

from smartcity.publishing.publication import Publication, published_q


class ChangeQuerySet(models.QuerySet):
    def published(self, now):
        """Those of published conferences, with the conference they tell of."""
        return self.filter(published_q(now, "conference__")).select_related("conference")

    def withdrawals(self):
        """The line of each withdrawn conference that tells so: all that is still public of it."""
        changes = self.filter(made_at=F("conference__withdrawn_at"))
        return changes.filter(conference__publication=Publication.WITHDRAWN).select_related(
            "conference"
        )

    def announced(self, now):
        """What readers may know."""
        return self.published(now) | self.withdrawals()

    def newest(self):
        return self.order_by("-made_at", "-pk")
