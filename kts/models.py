from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conferences.models import Conference, ModelProject, Theme
from smartcity.content.labelled_texts import LabelledTexts, labelled_values
from smartcity.media.downloads import Download
from smartcity.media.pdf_text import pdf_text
from smartcity.media.pictures import Picture
from smartcity.media.richtext import RichTextField, plain_text_without_addresses
from smartcity.media.uploads import once_per_upload
from smartcity.publishing.addresses import Addressed
from smartcity.publishing.publication import Publishable
from smartcity.publishing.records import HistoryRecords
from smartcity.publishing.roles import PUBLISHABLE_PERMISSIONS
from smartcity.search.searchable import Passage, Searchable
from smartcity.text.folding import fold_for_sorting

from .querysets import ArticleQuerySet, NetworkQuerySet

text_of = once_per_upload(pdf_text)


class Article(LabelledTexts, Addressed, Publishable, Searchable):
    SEARCHED_WITH = {
        "kts.Attachment": "attachments",
        "conferences.Theme": "themes",
        "conferences.ModelProject": "projects",
    }

    FACTS = ["effort", "cost_frame", "contact_office", "licence", "reused_by"]

    class Kind(models.TextChoices):
        EXAMPLE = "praxisbeispiel", _("Practical example")
        GUIDE = "leitfaden", _("Guide")
        REPORT = "bericht", _("Report")
        INTERVIEW = "interview", _("Interview")
        NEWS = "meldung", _("News")

    class Size(models.TextChoices):
        ANY = "jede", _("Any size")
        SMALL = "klein", _("Small municipalities (under 20,000 inhabitants)")
        MEDIUM = "mittel", _("Medium-sized towns (20,000 to 100,000)")
        LARGE = "gross", _("Cities (over 100,000)")
        DISTRICT = "kreis", _("Districts and cooperations")

    title = models.CharField(_("title"), max_length=200)
    teaser = models.TextField(
        _("teaser"), max_length=300, help_text=_("One or two sentences, shown in lists.")
    )
    text = RichTextField(_("text"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    picture = models.ForeignKey(
        Picture,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    authors_office = models.CharField(
        _("authors (office)"), max_length=200, blank=True, help_text=_("An office, not a person.")
    )
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="articles"
    )
    projects = models.ManyToManyField(
        ModelProject, verbose_name=_("model projects"), blank=True, related_name="articles"
    )
    conferences = models.ManyToManyField(
        Conference, verbose_name=_("conferences"), blank=True, related_name="articles"
    )
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("Last time the facts were checked.")
    )
    source = models.TextField(_("source"), blank=True, help_text=_("For editors, not shown."))

    municipality_size = models.CharField(
        _("size of municipality"), max_length=10, choices=Size, blank=True
    )
    effort = models.CharField(_("effort"), max_length=200, blank=True)
    cost_frame = models.CharField(_("cost frame"), max_length=200, blank=True)
    contact_office = models.CharField(_("contact office"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    reused_by = models.CharField(_("re-used by"), max_length=300, blank=True)

    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = ArticleQuerySet.as_manager()
    history = HistoryRecords(parts=["attachments"])

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_at", "-pk"]
        default_permissions = PUBLISHABLE_PERMISSIONS
        indexes = [
            models.Index(fields=["publication", "-published_at"], name="kts_newest_articles")
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="kts_article_kind_known",
                condition=Q(
                    kind__in=["praxisbeispiel", "leitfaden", "bericht", "interview", "meldung"]
                ),
            ),
            models.CheckConstraint(
                name="kts_article_size_known",
                condition=Q(
                    municipality_size__in=["", "jede", "klein", "mittel", "gross", "kreis"]
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("kts:article", args=[self.slug])

    def save(self, *args, **kwargs):
        self.derive_columns()
        super().save(*args, **kwargs)

    def derive_columns(self):
        """Set what follows from other columns; whoever writes in bulk calls it first."""
        self.derive_search_columns()

    def own_passages(self):
        texts = [
            self.teaser,
            plain_text_without_addresses(self.text, self.known_pictures),
            self.authors_office,
            *self.fact_texts,
            self.get_kind_display(),
        ]
        return [Passage(text) for text in texts if text]

    def passages_of_parts(self):
        files = [
            Passage(attachment.file_text, attachment.title) for attachment in self.attachments.all()
        ]
        named = [[obj.name for obj in manager.all()] for manager in [self.themes, self.projects]]
        return files + [Passage(", ".join(names)) for names in named if names]

    @property
    def changed_at(self):
        """When readers last saw something new: what is scheduled was written before that."""
        return max(self.updated_at, self.published_at)

    @property
    def transfer_facts(self):
        """Return [(label, value)] of what others need to know before they take this up."""
        return labelled_values(self, ["municipality_size", *self.FACTS])

    def has_public_address(self, now):
        return self.has_been_public(now)


class Attachment(Download):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="attachments")
    file_text = models.TextField(editable=False, blank=True)

    class Meta(Download.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def save(self, *args, **kwargs):
        if not self.file:
            self.file_text = ""
        elif self.has_new_file:
            self.file_text = text_of(self.file)
        super().save(*args, **kwargs)

    def prepare(self):
        super().prepare()
        if self.file and self.has_new_file:
            text_of(self.file)


class Network(LabelledTexts, Addressed, Publishable, Searchable):
    SEARCHED_WITH = {"conferences.Theme": "themes", "conferences.ModelProject": "projects"}

    FACTS = ["contact_office"]

    class Kind(models.TextChoices):
        LEARNING = "lernnetzwerk", _("Learning network")
        COMMUNITY = "aeg", _("Working and development community")
        PARTNERSHIP = "partnerschaft", _("Partnership")

    name = models.CharField(_("name"), max_length=150, unique=True)
    sort_key = models.CharField(max_length=150, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    purpose = models.TextField(_("purpose"))
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="networks"
    )
    projects = models.ManyToManyField(
        ModelProject, verbose_name=_("member projects"), blank=True, related_name="networks"
    )
    contact_office = models.CharField(_("contact office"), max_length=200, blank=True)
    source = models.TextField(_("source"), blank=True, help_text=_("For editors, not shown."))

    objects = NetworkQuerySet.as_manager()
    history = HistoryRecords()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["sort_key"]
        default_permissions = PUBLISHABLE_PERMISSIONS
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="kts_network_kind_known",
                condition=Q(kind__in=["lernnetzwerk", "aeg", "partnerschaft"]),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("kts:network", args=[self.slug])

    def save(self, *args, **kwargs):
        self.sort_key = fold_for_sorting(self.name)
        self.derive_search_columns()
        super().save(*args, **kwargs)

    def own_passages(self):
        texts = [self.purpose, *self.fact_texts, self.get_kind_display()]
        return [Passage(text) for text in texts if text]

    def passages_of_parts(self):
        named = [[obj.name for obj in manager.all()] for manager in [self.themes, self.projects]]
        return [Passage(", ".join(names)) for names in named if names]

    def has_public_address(self, now):
        return self.has_been_public(now)
