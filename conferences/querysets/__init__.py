"""The words in which everything else asks for conferences, projects and themes."""

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
