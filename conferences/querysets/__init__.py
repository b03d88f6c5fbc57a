"""The querysets of conferences, projects and themes: the vocabulary of all other modules."""

from .accessibility import AccessibilityServiceQuerySet
from .change import ChangeQuerySet
from .conference import ConferenceQuerySet
from .memory import PastStateQuerySet
from .project import ModelProjectQuerySet
from .theme import ThemeQuerySet

__all__ = [
    "AccessibilityServiceQuerySet",
    "ChangeQuerySet",
    "ConferenceQuerySet",
    "ModelProjectQuerySet",
    "PastStateQuerySet",
    "ThemeQuerySet",
]
