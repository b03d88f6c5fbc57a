"""The part of the API that tells of conferences, model projects and themes."""

from smartcity.outputs.api import ReadOnlyRouter

from . import conference, project, theme

router = ReadOnlyRouter()
for part in (conference, project, theme):
    router.add_router("", part.router)

__all__ = ["router"]
