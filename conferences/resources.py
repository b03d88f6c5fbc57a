"""Conferences, participations, model projects and themes as tables for editors."""

import re

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.publishing.roles import may
from smartcity.spreadsheets.cells import Choice, Several, Words
from smartcity.spreadsheets.columns import Column
from smartcity.spreadsheets.resources import TableResource

from .laender import Land
from .models import Conference, ModelProject, Participation, ProjectLand, Theme


class PostalCode(Words):
    def clean(self, value):
        """Spreadsheets take it for a number, and drop the zero before it."""
        return value.zfill(5) if re.fullmatch(r"[0-9]{4}", value) else value


class LaenderColumn(Column):
    """Not rows of their own for whoever fills in a table: a list of names."""

    def __init__(self):
        super().__init__(ModelProject, "laender", Several(Choice(Land.choices)))

    def members(self, instance):
        return [place.land for place in instance.laender.all()]

    def set_members(self, instance, members):
        for stored in instance.laender.all():
            if stored.land not in members:
                stored.delete()
        for land in set(members) - set(self.members(instance)):
            ProjectLand.objects.create(project=instance, land=land)


class ThemeResource(TableResource):
    model = Theme
    names = ["slug", "name", "kind", "explanation", *Theme.FACTS, "source"]


class ModelProjectResource(TableResource):
    model = ModelProject
    names = [
        *["slug", "name", "kind", "laender", "round", "website"],
        *["latitude", "longitude", *ModelProject.FACTS, *ModelProject.FIGURES, "themes", "source"],
    ]
    lists = ("laender", "themes")

    def column(self, name):
        return LaenderColumn() if name == "laender" else super().column(name)

    def fill(self, instance, row, before):
        """Fill a project; raise ValidationError if it lies in no Land."""
        super().fill(instance, row, before)
        if not self.columns_by_name["laender"].get_value(instance):
            raise ValidationError({"laender": _("A model project lies in at least one Land.")})


class ConferenceResource(TableResource):
    """Never the publication: new ones are drafts, and only steps publish."""

    model = Conference
    names = [
        *["slug", "series", "number", "title", "teaser", "text"],
        *["starts_on", "ends_on", "start_time", "end_time"],
        *["moved_from", "status", "confirmed_on"],
        *["format", "host_region", "land", "city", "venue", "street", "postal_code"],
        *["latitude", "longitude", "host", "organiser", "contact_office", "contact_email"],
        *["public_link", "registration_deadline", *Conference.FACTS, "accessibility"],
        *["themes", "attendance", "source"],
    ]
    verbs = ("add", "change", "edit_every")
    lists = ("series", "themes", "accessibility")

    def column(self, name):
        if name == "postal_code":
            return Column(self.model, name, PostalCode())
        return super().column(name)

    def fill(self, instance, row, before):
        """Fill a conference; raise ValidationError if the user may not change its status."""
        status = instance.status
        super().fill(instance, row, before)
        if not may_change_status(self.user, instance, status, instance.status):
            raise ValidationError(
                {"status": _("Only the chief editors cancel, or take that back.")}
            )


class ParticipationResource(TableResource):
    model = Participation
    names = ["conference", "project", "role"]
    keys = ["conference", "project"]

    @property
    def rule(self):
        return _("A row about a model project that takes part changes its role; another adds one.")

    @classmethod
    def rows_among(cls, listed):
        rows = Participation.objects.filter(conference__in=listed.order_by())
        return rows.select_related("conference", "project").order_by("conference", "project")

    @classmethod
    def may_import(cls, user):
        return super().may_import(user) and may(user, "edit_every", Conference)

    def heading(self, name):
        if name == "conference":
            return str(capfirst(Conference._meta.verbose_name))
        return super().heading(name)

    def load(self, rows):
        """Pairs are found one by one."""

    def stored_for(self, row):
        if (pair := self.pair_in(row)) is None:
            return None
        conference, project = pair
        return conference.participations.filter(project=project).first()

    def named(self, name, row):
        column = self.columns_by_name[name]
        try:
            return column.widget.clean(row[column.column_name].strip())
        except ValueError:
            return None

    def pair_in(self, row):
        pair = [self.named(name, row) for name in self.keys]
        return pair if all(pair) else None

    def key_of(self, instance, row):
        pair = self.pair_in(row)
        return pair and " ".join(str(obj.pk) for obj in pair)

    def name_of(self, instance):
        return f"{instance.conference}: {instance.project}"

    def subject_of(self, instance):
        return getattr(instance, "conference", None)


def may_change_status(user, conference, before, after):
    """Cancelling, or taking that back, is not for everybody."""
    is_cancelling = before != after and conference.Status.CANCELLED in (before, after)
    return not is_cancelling or may(user, "cancel", conference)
