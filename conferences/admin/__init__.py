from . import accessibility, conference, project, series, theme

__all__ = ["accessibility", "conference", "project", "series", "theme"]
