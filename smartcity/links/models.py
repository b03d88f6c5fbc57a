"""The model of a link and the result of its last check."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 1000
GONE = [404, 410]
# Statuses with which servers turn away programs or ask for a login; people can open the page.
ACCEPTED_ERRORS = [401, 403, 405, 429, 999]
# A single failure may be temporary.
FAILURES_OF_BROKEN = 2

CHECK_INTERVAL = timedelta(days=7)
RETRY_INTERVAL = timedelta(hours=20)


class LinkProblem(models.TextChoices):
    NO_ADDRESS = "no-address", _("This is no complete address on the web.")
    PRIVATE = "private", _("Leads into a private network, which readers do not reach.")
    UNKNOWN_HOST = "unknown-host", _("There is no server of this name.")
    CERTIFICATE = "certificate", _("The certificate of the server is not valid.")
    TIMEOUT = "timeout", _("The server took too long to answer.")
    NO_ANSWER = "no-answer", _("The server did not answer properly.")
    REDIRECTS = "redirects", _("It leads on and on.")


class CheckedLinkQuerySet(models.QuerySet):
    def broken(self):
        """Return the links that are gone or failed repeatedly, the longest broken first."""
        broken = Q(status__in=GONE) | Q(failures__gte=FAILURES_OF_BROKEN)
        return self.filter(broken).order_by("first_failed_at", "pk")

    def not_due(self, now):
        """Return the links checked recently; failed ones are due sooner."""
        fine = Q(failures=0, checked_at__gt=now - CHECK_INTERVAL)
        return self.filter(fine | Q(checked_at__gt=now - RETRY_INTERVAL))


class CheckedLink(models.Model):
    """A link to another website with the result of its last check."""

    address = models.CharField(_("address"), max_length=MAX_LENGTH, unique=True)
    checked_at = models.DateTimeField(_("checked at"))
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    problem = models.CharField(max_length=15, choices=LinkProblem, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    first_failed_at = models.DateTimeField(_("fails since"), null=True)

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links to elsewhere")
        ordering = [F("first_failed_at").asc(nulls_last=True), "address"]
        default_permissions = ["view"]

    def __str__(self):
        return self.address

    @property
    def is_broken(self):
        """Whether the link is gone or failed repeatedly."""
        return self.status in GONE or self.failures >= FAILURES_OF_BROKEN

    @property
    def finding(self):
        """The result in words, such as “Die Seite gibt es nicht mehr (404).”"""
        if self.problem:
            return self.get_problem_display()
        if self.status in GONE:
            return _("The page does not exist (%s).") % self.status
        if self.failures:
            return _("The server reports an error (%s).") % self.status
        return _("It is there (%s).") % self.status

    def record(self, result, now):
        """Set the fields from *result* without saving."""
        self.checked_at, self.status, self.problem = now, result.status, result.problem
        if is_failure(result):
            self.failures += 1
            self.first_failed_at = self.first_failed_at or now
        else:
            self.failures, self.first_failed_at = 0, None


def is_failure(result):
    """Return whether *result* counts as a failure."""
    if result.status is None:
        return True
    return result.status >= 400 and result.status not in ACCEPTED_ERRORS
