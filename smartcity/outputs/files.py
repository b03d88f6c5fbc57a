"""Addresses of files that programs fetch: calendars, feeds and tables, also with a slash behind.

Whoever writes an address by hand ends it with one, and no calendar program follows a redirect
for certain.
"""

import re

from smartcity.accounts.login_area import LOGIN_AREA

FILE = re.compile(r"/.*[^/]\.(?:ics|atom|csv)(?=/*\Z)")


def file_at(path):
    """The path of a public file without slashes at its end, or nothing if it is no file."""
    found = FILE.match(path)
    is_public = found and not path.startswith((*LOGIN_AREA, "/medien/"))
    return found[0] if is_public else ""


class FileMiddleware:
    """Stands before all that reads the path."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if path := file_at(request.path_info):
            surplus = len(request.path_info) - len(path)
            request.path_info = path
            request.path = request.path[: len(request.path) - surplus]
        return self.get_response(request)
