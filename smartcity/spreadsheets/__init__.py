"""Tables of content that editors export, change in a spreadsheet and import again."""

from .columns import Column
from .imports import TookTooLong, keep, look_at
from .outcomes import Outcome
from .resources import TableResource
from .workbooks import workbook

__all__ = ["Column", "Outcome", "TableResource", "TookTooLong", "keep", "look_at", "workbook"]
