"""What every view of the admin passes: the door of content, and a list that no address breaks."""

from contextlib import ExitStack, contextmanager

from django.core.exceptions import BadRequest

from smartcity.content.transaction import content_change, stored_version


class ChangedMeanwhile(Exception):
    """Somebody saved after a form was validated and before its transaction began."""


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
def validated_before_the_door(request):
    """As `through_the_door`, but the transaction begins with `begin_saving` only.

    Other writers do not wait while a form is validated, pictures are encoded or a page is rendered.
    """
    with numbers_in_range(), ExitStack() as request.saving:
        request.content_seen = stored_version().content
        yield


def begin_saving(request):
    """Begin the transaction of a form that is valid.

    Raises `ChangedMeanwhile` if anything was saved since its validation began.
    """
    change = content_change(request.now, by=request.user)
    request.content_change = request.saving.enter_context(change)
    if stored_version().content != request.content_seen:
        raise ChangedMeanwhile


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
