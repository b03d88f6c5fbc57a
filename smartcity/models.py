"""What belongs to the whole website: accounts, editable pages, pictures, addresses, the version."""

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .accounts import AccountManager, forget_person
from .dates import moment_in_words
from .history.records import Versions
from .links.checked import CheckedLink  # noqa: F401 – where Django looks for models
from .pictures import Picture  # noqa: F401 – where Django looks for models
from .preview_links import PreviewLink  # noqa: F401 – where Django looks for models
from .richtext import RichTextField
from .search.vocabulary import Word  # noqa: F401 – where Django looks for models
from .whole_seconds import told_second


class LowerCaseEmailField(models.EmailField):
    """People write one address in many ways, and allauth looks for the small letters."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value and value.lower()


class User(AbstractUser):
    email = LowerCaseEmailField(_("email address"), blank=True)
    projects = models.ManyToManyField(
        "conferences.ModelProject",
        verbose_name=_("model projects"),
        related_name="editors",
        blank=True,
        help_text=_("Hosts edit the conferences of these projects."),
    )
    is_deleted = models.BooleanField(_("deleted"), default=False, editable=False)

    objects = AccountManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="smartcity_user_email_is_unique",
                condition=~Q(email=""),
                violation_error_message=_("Another account has this e-mail address."),
            ),
            models.CheckConstraint(
                name="smartcity_user_deleted_has_no_login",
                condition=Q(is_deleted=False) | Q(is_active=False, email=""),
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    def delete(self, using=None, keep_parents=False):
        """Keep the row for what refers to it; see `smartcity.accounts`."""
        with transaction.atomic(using=using):
            forget_person(self)
        return 1, {self._meta.label: 1}


class PageQuerySet(models.QuerySet):
    def written(self):
        """Those with a text: only they are shown and linked."""
        return self.exclude(body="")


class Page(models.Model):
    class Slug(models.TextChoices):
        IMPRINT = "impressum", _("Imprint")
        PRIVACY = "datenschutz", _("Privacy")
        ACCESSIBILITY = "barrierefreiheit", _("Accessibility")
        EASY_LANGUAGE = "leichte-sprache", _("Easy language")
        SIGN_LANGUAGE = "gebaerdensprache", _("Sign language")

    OPTIONAL = [Slug.EASY_LANGUAGE, Slug.SIGN_LANGUAGE]

    slug = models.CharField(_("address"), max_length=20, choices=Slug, unique=True)
    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(
        _("text"), blank=True, help_text=_("A page without text is not shown and not linked.")
    )
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = PageQuerySet.as_manager()
    history = Versions()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["slug"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self.slug)

    def clean(self):
        super().clean()
        if not self.body and self.slug not in self.OPTIONAL:
            raise ValidationError({"body": _("Every page of the website leads here: keep a text.")})


class FormerSlug(models.Model):
    """A slug that was public once; see `smartcity.addresses`."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    slug = models.SlugField(max_length=100)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(
                name="smartcity_formerslug_leads_to_one", fields=["content_type", "slug"]
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return self.slug


class WorkflowStep(models.Model):
    """Who took which step of publication, and when; see `smartcity.workflow`."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    name = models.CharField(max_length=20)
    taken_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_at = models.DateTimeField()
    # For others in the office; that of a withdrawal is its reason, which readers are told.
    comment = models.CharField(max_length=500, blank=True)
    # Never shown to readers or hosts.
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-taken_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return self.name


class ProposalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_open=True)

    def decided(self):
        return self.filter(is_open=False)

    def by(self, author, source=""):
        return self.filter(author=author, source=source)


class Proposal(models.Model):
    """Changes to something public that wait for a decision, field by field.

    `smartcity.proposals` makes them and decides on them.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    author = models.ForeignKey(
        User, verbose_name=_("proposed by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Instead of a person.")
    )
    made_at = models.DateTimeField(_("proposed at"))
    # One for each field: its name, the old and the new value, and what was decided.
    changes = models.JSONField(_("changes"))
    is_open = models.BooleanField(_("open"), default=True)
    decided_by = models.ForeignKey(
        User, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-made_at", "-pk"]
        default_permissions = ["view", "review"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return str(self.target or "–")

    @property
    def proposer(self):
        return str(self.author or self.source or "–")

    @property
    def sentence(self):
        """“Vorgeschlagen von Stadt Ulm, 12. März 2022, 9:30 Uhr”"""
        told = {"who": self.proposer, "when": moment_in_words(self.made_at)}
        return _("Proposed by %(who)s, %(when)s") % told


class ContentVersion(models.Model):
    """One row that rises with every visible change; see `smartcity.content`."""

    ONLY = 1

    content = models.PositiveBigIntegerField(default=0)
    content_changed_at = models.DateTimeField(default=timezone.now)
    calendar = models.PositiveBigIntegerField(default=0)
    calendar_changed_at = models.DateTimeField(default=timezone.now)
    # The latest of all moments that earlier versions of the calendar had.
    calendar_changed_before = models.DateTimeField(null=True)
    next_change_at = models.DateTimeField(null=True)
    entry_format = models.CharField(max_length=64, blank=True)
    search_format = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="smartcity_contentversion_is_one_row", condition=Q(pk=1))
        ]

    def __str__(self):
        return f"{self.content}/{self.calendar}"

    def raise_calendar(self, at):
        """Count a change of calendars at the moment *at*."""
        if self.calendar:
            earlier = [self.calendar_changed_at, self.calendar_changed_before]
            self.calendar_changed_before = max(filter(None, earlier))
        self.calendar += 1
        self.calendar_changed_at = at

    @property
    def calendar_last_modified(self):
        """Seconds since 1970, if no earlier version of the calendar has this second or a later one.

        None otherwise.
        """
        if not self.calendar:
            return None
        return told_second(self.calendar_changed_at, self.calendar_changed_before)
