"""What was found when a link was followed last."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST = 1000
GONE = [404, 410]
# Servers that turn programs away, or ask for a login or for patience: for people they are there.
MEANT_FOR_PROGRAMS = [401, 403, 405, 429, 999]
# One failure may be an accident.
FAILURES_OF_BROKEN = 2

ASKED_EVERY = timedelta(days=7)
FAILED_ASKED_EVERY = timedelta(hours=20)


class Problem(models.TextChoices):
    NO_ADDRESS = "no-address", _("This is no complete address on the web.")
    PRIVATE = "private", _("Leads into a private network, which readers do not reach.")
    UNKNOWN_HOST = "unknown-host", _("There is no server of this name.")
    CERTIFICATE = "certificate", _("The certificate of the server is not valid.")
    TIMEOUT = "timeout", _("The server took too long to answer.")
    NO_ANSWER = "no-answer", _("The server did not answer properly.")
    REDIRECTS = "redirects", _("It leads on and on.")


class CheckedLinkQuerySet(models.QuerySet):
    def broken(self):
        """Gone, or failed twice; the one broken for longest first."""
        broken = Q(status__in=GONE) | Q(failures__gte=FAILURES_OF_BROKEN)
        return self.filter(broken).order_by("first_failed_at", "pk")

    def not_due(self, now):
        """Asked lately; what failed is asked again sooner."""
        fine = Q(failures=0, checked_at__gt=now - ASKED_EVERY)
        return self.filter(fine | Q(checked_at__gt=now - FAILED_ASKED_EVERY))


class CheckedLink(models.Model):
    address = models.CharField(_("address"), max_length=LONGEST, unique=True)
    checked_at = models.DateTimeField(_("checked at"))
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    problem = models.CharField(max_length=15, choices=Problem, blank=True)
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
        return self.status in GONE or self.failures >= FAILURES_OF_BROKEN

    @property
    def finding(self):
        """“Die Seite gibt es nicht mehr (404).”"""
        if self.problem:
            return self.get_problem_display()
        if self.status in GONE:
            return _("The page does not exist (%s).") % self.status
        if self.failures:
            return _("The server reports an error (%s).") % self.status
        return _("It is there (%s).") % self.status

    def note(self, answer, now):
        """Take over what was answered; the caller saves."""
        self.checked_at, self.status, self.problem = now, answer.status, answer.problem
        if is_failure(answer):
            self.failures += 1
            self.first_failed_at = self.first_failed_at or now
        else:
            self.failures, self.first_failed_at = 0, None


def is_failure(answer):
    if answer.status is None:
        return True
    return answer.status >= 400 and answer.status not in MEANT_FOR_PROGRAMS
