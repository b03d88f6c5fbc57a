"""Tables of content that editors export, change in a spreadsheet and import again."""

from .columns import Column
from .outcomes import imported
from .resources import TableResource
from .workbooks import workbook

__all__ = ["Column", "TableResource", "imported", "workbook"]
