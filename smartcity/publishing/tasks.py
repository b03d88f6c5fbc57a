"""What needs doing: an admin declares its tasks, the front page and a filter of its list show them.

Both ask for the same rows, so that the number and the list agree.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .publication import Publication

# `?aufgabe=` of the list of an admin.
PARAMETER = "aufgabe"


@dataclass(frozen=True)
class Task:
    name: str
    label: str
    # Those of a queryset that wait, the most urgent one first; also told now and today.
    rows: Callable
    # What a row is told with, in a few words.
    note: Callable = lambda row: ""
    # Only who may do this with the model can act on it.
    verb: str = "change"


WAITING_FOR_REVIEW = Task(
    name="zu-pruefen",
    label=_("Waiting for review"),
    rows=lambda rows, now, today: rows.in_state(Publication.IN_REVIEW, now).order_by("pk"),
    verb="publish",
)
