"""Links that show a draft without a login: signed, valid for some days, revocable."""

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.text.dates import moment_in_words

VALID_FOR = timedelta(days=14)
signer = Signer(salt="smartcity.preview_links")


class PreviewLinkQuerySet(models.QuerySet):
    def valid(self, now):
        return self.filter(revoked_at=None, expires_at__gt=now)


class PreviewLink(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    key = models.CharField(max_length=43, unique=True, default=token_urlsafe)
    created_by = models.ForeignKey(
        "smartcity.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        "smartcity.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("preview link")
        verbose_name_plural = gettext_lazy("preview links")
        ordering = ["-created_at", "-pk"]
        default_permissions = []
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return str(self.target or "–")

    @property
    def path(self):
        return reverse("preview", args=[signer.sign(self.key)])

    @property
    def address(self):
        return settings.SITE_URL + self.path

    @property
    def note(self):
        """Return the sentence above the preview; it names how long the link is valid."""
        until = moment_in_words(self.expires_at)
        return _("Preview, not public. You can read it here until %s.") % until

    def is_valid(self, now):
        is_open = self.revoked_at is None and self.expires_at > now
        return is_open and not self.was_withdrawn_since()

    def was_withdrawn_since(self):
        """Return whether the object was withdrawn since: then the link is invalid."""
        withdrawn_at = self.target and self.target.withdrawn_at
        return withdrawn_at is not None and self.created_at <= withdrawn_at


def make_link(obj, *, by, now):
    return obj.preview_links.create(created_by=by, created_at=now, expires_at=now + VALID_FOR)


def revoke(link, *, by, now):
    link.revoked_by, link.revoked_at = by, now
    link.save()


def found_link(token, now):
    """Return the valid link with this token, or None."""
    try:
        key = signer.unsign(token)
    except BadSignature:
        return None
    link = PreviewLink.objects.filter(key=key).first()
    return link if link and link.is_valid(now) else None
