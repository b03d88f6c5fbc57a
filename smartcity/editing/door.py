"""What views of the admin run in: the content transaction, and a guard against bad numbers."""

from contextlib import ExitStack, contextmanager

from django.core.exceptions import BadRequest
from django.template.response import SimpleTemplateResponse

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


def rendered(response):
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
