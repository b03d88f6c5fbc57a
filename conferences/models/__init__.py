from .accessibility import AccessibilityService
from .change import Change
from .conference import Conference
from .memory import PastParticipation, PastState
from .parts import Document, Participation, ProgrammeItem
from .project import Member, ModelProject, ProjectLand
from .series import Series
from .theme import Theme

__all__ = [
    "AccessibilityService",
    "Change",
    "Conference",
    "Document",
    "Member",
    "ModelProject",
    "Participation",
    "PastParticipation",
    "PastState",
    "ProgrammeItem",
    "ProjectLand",
    "Series",
    "Theme",
]
