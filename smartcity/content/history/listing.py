"""Versions as lines of a list: who, when, what kind, and what is different since the one before."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.text.dates import moment_with_weekday

from .comparing import differences
from .keeping import CREATED, DELETED, versions_of
from .states import state_of_version


class Line:
    def __init__(self, version, before=None):
        self.version = version
        self.number = version.history_id
        self.is_latest = False
        self.when = moment_with_weekday(version.history_date)
        self.who = str(version.history_user or "–")
        self.reason = version.history_change_reason or kind_in_words(version.history_type)
        self.differences = []
        if before:
            states = state_of_version(before), state_of_version(version)
            self.differences = differences(version.instance_type, *states)

    def leave_out_internal(self, names):
        """Without the differences of these columns, and without the comment of a step."""
        self.reason = self.reason.partition(": ")[0]
        self.differences = [
            difference for difference in self.differences if difference.name not in names
        ]

    @property
    def name(self):
        return str(self.version.instance_type.__str__(self.version))


def listed(page, model, pk):
    """Of one page of the versions of an object, the latest first; each beside the one before."""
    records = list(page)
    if not records:
        return []
    older = versions_of(model, pk).filter(history_id__lt=records[-1].history_id).first()
    lines = [Line(*pair) for pair in zip(records, [*records[1:], older], strict=True)]
    lines[0].is_latest = page.number == 1
    return lines


def kind_in_words(kind):
    return {CREATED: _("Created"), DELETED: capfirst(_("deleted"))}.get(kind, _("Edited"))
