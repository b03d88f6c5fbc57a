"""URLs of files that programs fetch (calendars, feeds, tables), tolerating trailing slashes.

People add such slashes when they copy a URL, and not every calendar program follows redirects.
"""

import re

from django.conf import settings

FILE = re.compile(r"/.*[^/]\.(?:ics|atom|csv)(?=/*\Z)")


def public_file_path(path):
    """Return the path of a public file without trailing slashes, or "" for other paths."""
    match = FILE.match(path)
    is_public = match and not path.startswith((*settings.LOGIN_AREA, "/medien/"))
    return match[0] if is_public else ""


class FileMiddleware:
    """Remove trailing slashes from the paths of files; precedes all that reads the path."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if path := public_file_path(request.path_info):
            surplus = len(request.path_info) - len(path)
            request.path_info = path
            request.path = request.path[: len(request.path) - surplus]
        return self.get_response(request)
