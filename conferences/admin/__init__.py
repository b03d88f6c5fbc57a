from . import accessibility, conference, document, project, series, theme

__all__ = ["accessibility", "conference", "document", "project", "series", "theme"]
