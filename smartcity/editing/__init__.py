"""How editors write: the base of every admin of something that readers see."""

from .content import FOLDED_TEXT, ContentAdmin, PartsInline
from .copying import CopiedInline, CopyingAdmin
from .door import GuardedList
from .library import DownloadLibrary
from .publication import PublishableAdmin, StateFilter
from .tables import TablesAdmin
from .tasks import TasksAdmin

__all__ = [
    "FOLDED_TEXT",
    "ContentAdmin",
    "CopiedInline",
    "CopyingAdmin",
    "DownloadLibrary",
    "GuardedList",
    "PartsInline",
    "PublishableAdmin",
    "StateFilter",
    "TablesAdmin",
    "TasksAdmin",
]
