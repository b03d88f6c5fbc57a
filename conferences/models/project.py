from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conferences.coordinates import WithCoordinates
from conferences.laender import Land
from conferences.querysets import ModelProjectQuerySet
from smartcity.content.labelled_texts import LabelledTexts
from smartcity.publishing.addresses import Addressed
from smartcity.publishing.records import HistoryRecords
from smartcity.search.searchable import Passage, Searchable
from smartcity.text.folding import fold_for_sorting

from .theme import Theme


class ModelProject(LabelledTexts, Addressed, Searchable, WithCoordinates):
    SEARCHED_WITH = {
        "conferences.Member": "members",
        "conferences.ProjectLand": "laender",
        "conferences.Theme": "themes",
    }

    FACTS = ["own_name", "focus", "measures", "funding", "contact_office", "strategy_title"]
    # Numbers and addresses beside those texts: nobody searches for them.
    FIGURES = ["population", "population_as_of", "contact_mail", "strategy_year", "strategy_url"]

    class Kind(models.TextChoices):
        CITY = "stadt", _("City")
        MUNICIPALITY = "gemeinde", _("Municipality")
        DISTRICT = "landkreis", _("District")
        COOPERATION = "kooperation", _("Intermunicipal cooperation")

    class Round(models.IntegerChoices):
        FIRST = 2019, _("Round 1 (2019)")
        SECOND = 2020, _("Round 2 (2020)")
        THIRD = 2021, _("Round 3 (2021)")

    name = models.CharField(_("name"), max_length=150, unique=True)
    sort_key = models.CharField(max_length=150, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    round = models.PositiveSmallIntegerField(_("round"), choices=Round)
    website = models.URLField(_("website"), max_length=300, blank=True)
    own_name = models.CharField(
        _("own name"),
        max_length=200,
        blank=True,
        help_text=_("What the project calls itself, such as “Ulm4CleverCity”."),
    )
    focus = models.TextField(
        _("focus"), max_length=600, blank=True, help_text=_("One or two sentences.")
    )
    measures = models.TextField(
        _("what came of it"), max_length=3000, blank=True, help_text=_("Each line is a point.")
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_as_of = models.CharField(
        _("population as of"), max_length=40, blank=True, help_text=_("Such as “31.12.2022”.")
    )
    funding = models.CharField(
        _("funding"),
        max_length=300,
        blank=True,
        help_text=_("The sum, what it means and its period; sums change."),
    )
    contact_office = models.CharField(
        _("contact office"), max_length=200, blank=True, help_text=_("An office, not a person.")
    )
    contact_mail = models.EmailField(
        _("e-mail address of the office"), blank=True, help_text=_("Of an office, not of a person.")
    )
    strategy_title = models.CharField(_("strategy"), max_length=200, blank=True)
    strategy_year = models.PositiveSmallIntegerField(
        _("year of the strategy"), null=True, blank=True
    )
    strategy_url = models.URLField(_("address of the strategy"), max_length=300, blank=True)
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="projects"
    )
    source = models.TextField(_("source"), blank=True, help_text=_("For editors, not shown."))

    objects = ModelProjectQuerySet.as_manager()
    history = HistoryRecords(parts=["laender", "members"])

    class Meta:
        verbose_name = _("model project")
        verbose_name_plural = _("model projects")
        ordering = ["sort_key"]
        constraints = [
            *WithCoordinates.Meta.constraints,
            models.CheckConstraint(
                name="conferences_modelproject_kind_known",
                condition=Q(kind__in=["stadt", "gemeinde", "landkreis", "kooperation"]),
            ),
            models.CheckConstraint(
                name="conferences_modelproject_round_known",
                condition=Q(round__in=[2019, 2020, 2021]),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("conferences:project", args=[self.slug])

    def get_calendar_url(self):
        return reverse("conferences:project_feed", args=[self.slug])

    def save(self, *args, **kwargs):
        self.derive_columns()
        super().save(*args, **kwargs)

    def derive_columns(self):
        """Set what follows from other columns; whoever writes in bulk calls it first."""
        self.sort_key = fold_for_sorting(self.name)
        self.derive_search_columns()

    def own_passages(self):
        texts = [self.get_kind_display(), *self.fact_texts]
        return [Passage(text) for text in texts if text]

    def passages_of_parts(self):
        names = [member.name for member in self.members.all()]
        laender = [place.get_land_display() for place in self.laender.all()]
        themes = [theme.name for theme in self.themes.all()]
        return [Passage(", ".join(words)) for words in [names, laender, themes] if words]


class ProjectLand(models.Model):
    """A Land in which a model project lies; a cooperation is found under each of its Länder."""

    project = models.ForeignKey(ModelProject, on_delete=models.CASCADE, related_name="laender")
    land = models.CharField(_("Land"), max_length=2, choices=Land)

    class Meta:
        verbose_name = _("Land")
        verbose_name_plural = _("Länder")
        ordering = ["land"]
        constraints = [
            models.UniqueConstraint(
                name="conferences_projectland_once",
                fields=["project", "land"],
                violation_error_message=_("This Land is already given."),
            ),
            models.CheckConstraint(
                name="conferences_projectland_known", condition=Q(land__in=Land.values)
            ),
        ]

    def __str__(self):
        return self.get_land_display()


class Member(WithCoordinates):
    """A municipality that belongs to a cooperation or district."""

    project = models.ForeignKey(ModelProject, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(_("name"), max_length=150)
    sort_key = models.CharField(max_length=150, editable=False)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["sort_key"]
        constraints = [
            *WithCoordinates.Meta.constraints,
            models.UniqueConstraint(
                name="conferences_member_once",
                fields=["project", "name"],
                violation_error_message=_("This member is already given."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = fold_for_sorting(self.name)
        super().save(*args, **kwargs)
