"""History records as lines of a list: who, when, what kind, and the differences to the last."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.text.dates import moment_with_weekday

from .comparing import differences
from .recording import CREATED, DELETED, records_of
from .states import state_of_record


class Line:
    """A record, and what differs in it from the record *before*, if that is given."""

    def __init__(self, record, before=None):
        self.record = record
        self.number = record.history_id
        self.is_latest = False
        self.when = moment_with_weekday(record.history_date)
        self.who = str(record.history_user or "–")
        self.reason = record.history_change_reason or kind_in_words(record.history_type)
        self.differences = []
        if before:
            states = state_of_record(before), state_of_record(record)
            self.differences = differences(record.instance_type, *states)

    def leave_out_internal(self, names):
        """Remove the differences of the columns *names*, and the comment of a step."""
        self.reason = self.reason.partition(": ")[0]
        self.differences = [
            difference for difference in self.differences if difference.name not in names
        ]

    @property
    def name(self):
        """The name that the object had."""
        return str(self.record.instance_type.__str__(self.record))


def lines_of(page, model, pk):
    """Return the lines of one page of the records of an object, the latest first."""
    records = list(page)
    if not records:
        return []
    older = records_of(model, pk).filter(history_id__lt=records[-1].history_id).first()
    lines = [Line(*pair) for pair in zip(records, [*records[1:], older], strict=True)]
    lines[0].is_latest = page.number == 1
    return lines


def kind_in_words(kind):
    """Return what happened to the object, such as “Created”."""
    return {CREATED: _("Created"), DELETED: capfirst(_("deleted"))}.get(kind, _("Edited"))
