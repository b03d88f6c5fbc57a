"""Context managers for views of the admin: the content transaction, and errors as 400."""

from contextlib import ExitStack, contextmanager

from django.core.exceptions import BadRequest
from django.template.response import SimpleTemplateResponse

from smartcity.content.transaction import content_change, stored_version


class ConcurrentChange(Exception):
    """Content was saved after a form was validated and before its transaction began."""


@contextmanager
def content_transaction(request):
    """Run a POST in a content transaction, `request.content_change`; other methods in none."""
    with bad_request_on_value_error():
        if request.method != "POST":
            yield
        else:
            with content_change(request.now, by=request.user) as request.content_change:
                yield


@contextmanager
def deferred_transaction(request):
    """Run a POST in a content transaction that starts when `begin_transaction` is called.

    Other writers do not wait while a form is validated, pictures are encoded or a page is rendered.
    """
    with bad_request_on_value_error(), ExitStack() as request.transaction:
        request.validated_version = stored_version().content
        yield


def begin_transaction(request):
    """Begin the content transaction of a valid form, inside `deferred_transaction`.

    Raise ConcurrentChange if content was saved since the validation began.
    """
    change = content_change(request.now, by=request.user)
    request.content_change = request.transaction.enter_context(change)
    if stored_version().content != request.validated_version:
        raise ConcurrentChange


@contextmanager
def bad_request_on_value_error():
    """Raise BadRequest instead of ValueError and OverflowError.

    Databases raise them for numbers out of range in a forged URL or list of selected rows.
    """
    try:
        yield
    except (ValueError, OverflowError) as error:
        raise BadRequest from error


def rendered(response):
    """Render a template response now, inside the context managers of the view."""
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
