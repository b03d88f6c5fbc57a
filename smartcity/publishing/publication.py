"""The states of publication, shared by all models that editors publish."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, ProtectedError, Q
from django.utils.translation import gettext_lazy as _

from .roles import EditableQuerySet


class Publication(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# What editors call a publication whose moment is still to come; stored as published.
SCHEDULED = "scheduled"


class HasBeenPublic(ProtectedError):
    """Raised by the deletion of an object that was public: it is withdrawn instead."""


def published_q(now, path=""):
    """Return the condition “published”, also for rows behind *path* (`"conferences__"`)."""
    return Q(**{f"{path}publication": Publication.PUBLISHED, f"{path}published_at__lte": now})


def rows_for_readers(model, now):
    """Return the rows that readers see; all rows of models that have no publication."""
    rows = model._default_manager.all()
    return rows.published(now) if issubclass(model, Publishable) else rows


def is_public(obj, now):
    """Return whether readers see *obj*; objects without a publication are always public."""
    return not isinstance(obj, Publishable) or obj.is_published(now)


# Was public and is no more.
WITHDRAWN_Q = Q(publication=Publication.WITHDRAWN, published_at__lte=F("withdrawn_at"))


class PublishableQuerySet(EditableQuerySet):
    def published(self, now):
        return self.filter(published_q(now))

    def not_withdrawn(self):
        return self.exclude(publication=Publication.WITHDRAWN)

    def newest(self):
        """Order by the moment of publication, the latest first."""
        return self.order_by("-published_at", "-pk")

    def in_state(self, state, now):
        """Return the objects in *state*, which is a value of `Publishable.state`."""
        if state == Publication.PUBLISHED:
            return self.published(now)
        if state == SCHEDULED:
            return self.filter(publication=Publication.PUBLISHED, published_at__gt=now)
        return self.filter(publication=state)

    def to_be_published(self, now):
        """Return the future moments of publication, in no order."""
        return self.in_state(SCHEDULED, now).order_by().values_list("published_at", flat=True)

    def delete(self):
        """Delete them; raise HasBeenPublic if any of them was public; examples are exempt."""
        from_public = self.exclude(publication__in=NEVER_PUBLIC).exclude(is_example=True)
        if kept := list(from_public[:10]):
            raise HasBeenPublic(_("What has been public is withdrawn, not deleted."), kept)
        return super().delete()

    # As Django does for its own: no manager offers to delete everything.
    delete.alters_data = True
    delete.queryset_only = True


NEVER_PUBLIC = [Publication.DRAFT, Publication.IN_REVIEW]


class Publishable(models.Model):
    publication = models.CharField(
        _("publication"),
        max_length=10,
        choices=Publication,
        default=Publication.DRAFT,
        help_text=_("Readers see only what is published."),
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("A moment in the future publishes by itself at that time."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    is_example = models.BooleanField(
        _("example"),
        default=False,
        editable=False,
        help_text=_("Invented, says so on its page, and may be deleted."),
    )
    # Who did what to get it there; see `smartcity.content.workflow`.
    steps = GenericRelation("smartcity.WorkflowStep")
    # Changes that wait for a decision; see `smartcity.content.proposals`.
    proposals = GenericRelation("smartcity.Proposal")

    # Addresses of a draft for others; see `smartcity.publishing.preview_links`.
    preview_links = GenericRelation("smartcity.PreviewLink")

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_publication_known",
                condition=Q(publication__in=Publication.values),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_moment",
                condition=Q(publication__in=NEVER_PUBLIC, published_at=None)
                | Q(publication=Publication.PUBLISHED, published_at__isnull=False)
                | Q(publication=Publication.WITHDRAWN, published_at__isnull=False),
                violation_error_message=_(
                    "What is published needs the moment of publication; a draft has none."
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_has_moment",
                condition=Q(publication=Publication.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(publication=Publication.WITHDRAWN) & Q(withdrawn_at=None)),
            ),
        ]

    def state(self, now):
        """Return the state at this moment: a `Publication`, or SCHEDULED."""
        is_to_come = self.publication == Publication.PUBLISHED and self.published_at > now
        return SCHEDULED if is_to_come else self.publication

    def is_published(self, now):
        return self.publication == Publication.PUBLISHED and self.published_at <= now

    def has_been_public(self, now):
        if self.publication == Publication.WITHDRAWN:
            return self.published_at <= self.withdrawn_at
        return self.is_published(now)

    @property
    def may_be_deleted(self):
        return self.publication in NEVER_PUBLIC or self.is_example

    def publish(self, at):
        """Publish the object from the moment *at* on; the caller saves."""
        self.publication = Publication.PUBLISHED
        self.published_at = self.published_at or at
        self.withdrawn_at = None

    def withdraw(self, now):
        """Withdraw the object from readers; the caller saves."""
        self.publication = Publication.WITHDRAWN
        self.withdrawn_at = now

    def delete(self, *args, **kwargs):
        """Delete it; raise HasBeenPublic if it was public."""
        if not self.may_be_deleted:
            raise HasBeenPublic(_("What has been public is withdrawn, not deleted."), [self])
        return super().delete(*args, **kwargs)
