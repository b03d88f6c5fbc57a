from django.db import models
from django.db.models import F

from smartcity.publishing.publication import Publication, published_q


class ChangeQuerySet(models.QuerySet):
    def published(self, now):
        """Return the changes of published conferences, with their conference."""
        return self.filter(published_q(now, "conference__")).select_related("conference")

    def withdrawals(self):
        """Return the changes that tell of a withdrawal, one for each withdrawn conference."""
        changes = self.filter(made_at=F("conference__withdrawn_at"))
        return changes.filter(conference__publication=Publication.WITHDRAWN).select_related(
            "conference"
        )

    def announced(self, now):
        """Return the changes that are public."""
        return self.published(now) | self.withdrawals()

    def newest(self):
        return self.order_by("-made_at", "-pk")
