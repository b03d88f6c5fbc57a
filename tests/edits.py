"""Edits without a form, in a content transaction."""

from datetime import timedelta

from smartcity.content.transaction import content_change
from tests.factories import NOW

LATER = NOW + timedelta(hours=1)


def written(obj, write, now=LATER):
    """*write* gets the object as it is stored; it is returned as written."""
    with content_change(now) as change, change.writing(obj):
        obj.refresh_from_db()
        write(obj)
    return obj


def edited(obj, now=LATER, **fields):
    def write(obj):
        for name, value in fields.items():
            setattr(obj, name, value)
        obj.save()

    return written(obj, write, now)
