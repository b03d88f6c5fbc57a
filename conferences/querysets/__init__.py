"""The words in which everything else asks for conferences, projects and themes."""

from .conference import ConferenceQuerySet
from .project import ModelProjectQuerySet
from .theme import ThemeQuerySet

__all__ = ["ConferenceQuerySet", "ModelProjectQuerySet", "ThemeQuerySet"]
