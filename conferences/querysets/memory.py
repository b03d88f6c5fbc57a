from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q

from smartcity.publishing.publication import Publication


class PastStateQuerySet(models.QuerySet):
    """A queryset of earlier states with the same filters as conferences."""

    def last_public(self):
        """Return the last public states of withdrawn conferences."""
        withdrawn = Q(conference__publication=Publication.WITHDRAWN, until_called_off=True)
        return self.filter(withdrawn, until__gte=F("conference__withdrawn_at"))

    def in_laender(self, codes):
        return self.filter(reduce(or_, (Q(laender__contains=f" {code} ") for code in codes)))

    def registration_open(self, today):
        """Return the states at whose end registration was open."""
        return self.filter(has_open_registration=True)

    def searching(self, query):
        """Return those of called-off conferences that match *query*: states contain no texts."""
        conferences = self.model._meta.get_field("conference").related_model.objects
        cancelled = conferences.filter(publication=Publication.PUBLISHED, status="abgesagt")
        states = self.filter(until_called_off=True, conference__in=cancelled.searching(query))
        return states if query.strip() else self
