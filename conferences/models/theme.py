from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conferences.querysets import ThemeQuerySet
from smartcity.content.labelled_texts import LabelledTexts
from smartcity.publishing.addresses import Addressed
from smartcity.publishing.records import HistoryRecords
from smartcity.search.searchable import Passage, Searchable
from smartcity.text.folding import fold_for_sorting


class Theme(LabelledTexts, Addressed, Searchable):
    class Kind(models.TextChoices):
        CONFERENCE = "konferenzthema", _("Conference theme")
        COMMUNITY = "aeg", _("Working and development community")
        FIELD = "innovationsfeld", _("Field of innovation")
        GUIDELINE = "leitlinie", _("Guideline of the Smart City Charter")

    name = models.CharField(_("name"), max_length=100, unique=True)
    sort_key = models.CharField(max_length=100, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    explanation = models.TextField(
        _("explanation"), blank=True, help_text=_("One or two sentences for readers.")
    )
    source = models.TextField(_("source"), blank=True, help_text=_("For editors, not shown."))
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        related_name="merged_themes",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to={"merged_into": None},
        help_text=_("Everything under this theme moves there, and its address leads there."),
    )

    objects = ThemeQuerySet.as_manager()
    history = HistoryRecords()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="conferences_theme_kind_known",
                condition=Q(kind__in=["konferenzthema", "aeg", "innovationsfeld", "leitlinie"]),
            ),
            models.CheckConstraint(
                name="conferences_theme_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                violation_error_message=_("A theme cannot be merged into itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("conferences:theme", args=[(self.merged_into or self).slug])

    def get_calendar_url(self):
        return reverse("conferences:theme_feed", args=[(self.merged_into or self).slug])

    def save(self, *args, **kwargs):
        self.sort_key = fold_for_sorting(self.name)
        self.derive_search_columns()
        super().save(*args, **kwargs)

    def own_passages(self):
        facts = [Passage(text) for text in self.fact_texts]
        return [Passage(self.explanation), Passage(self.get_kind_display()), *facts]

    def merge_into(self, target):
        """Move everything under this theme to *target*, and later its readers too."""
        target = target.merged_into or target
        for relation in self.themed_relations():
            through, themed = relation.through, relation.field.m2m_field_name()
            taken = through.objects.filter(theme=target).values(themed)
            through.objects.filter(theme=self, **{f"{themed}__in": taken}).delete()
            through.objects.filter(theme=self).update(theme=target)
        self.merged_themes.update(merged_into=target)
        self.merged_into = target
        self.save()

    def themed_relations(self):
        """Return the many-to-many relations of other models to themes."""
        return [relation for relation in self._meta.related_objects if relation.many_to_many]
