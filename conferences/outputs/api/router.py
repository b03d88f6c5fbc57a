"""The router that the API of the website mounts."""

from smartcity.outputs.api import ReadOnlyRouter

from . import conference, project, theme

router = ReadOnlyRouter()
for part in (conference, project, theme):
    router.add_router("", part.router)
