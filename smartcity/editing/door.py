"""What every view of the admin passes: the door of content, and a list that no address breaks."""

from contextlib import contextmanager

from django.core.exceptions import BadRequest

from smartcity.content import content_change


@contextmanager
def through_the_door(request):
    """A POST may write content; a page that is only read leaves the version alone."""
    with numbers_in_range():
        if request.method != "POST":
            yield
        else:
            with content_change(request.now, by=request.user) as request.content_change:
                yield


@contextmanager
def numbers_in_range():
    """What a tampered address or list of ticked boxes makes of a number is a bad request."""
    try:
        yield
    except (ValueError, OverflowError) as error:
        raise BadRequest from error


class GuardedList:
    """No address breaks a list or a form: both are rendered before their guard is left."""

    def changelist_view(self, request, *args, **kwargs):
        # PostgreSQL compares no text with a NUL byte, and filters of lists ask it to.
        if "%00" in request.META["QUERY_STRING"]:
            raise BadRequest
        with numbers_in_range():
            return rendered(super().changelist_view(request, *args, **kwargs))

    def changeform_view(self, request, *args, **kwargs):
        with numbers_in_range():
            return rendered(super().changeform_view(request, *args, **kwargs))

    def lookup_allowed(self, lookup, value, request):
        """Databases differ in what they take for a regular expression, and fail on others."""
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)


def rendered(response):
    return response.render() if hasattr(response, "render") else response
