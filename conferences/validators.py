"""What the database cannot check about a conference, with sentences for editors."""

import re
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

JOIN_LINKS = re.compile(
    r"//[^/]*zoom\.us/(j|my|s)/|teams\.(microsoft|live)\.com/(l/meetup-join|meet)|//meet\.google\.com/"
    r"|//[^/]*webex\.com/.*(/j\.php|/meet/|MTID=)|//[^/]*gotomeet|//[^/]*/b/[a-z]+-[a-z0-9]+-",
    re.IGNORECASE,
)


def refuse_join_link(value):
    """A join link in public lets anybody into the room."""
    if JOIN_LINKS.search(value):
        raise ValidationError(
            _("This looks like the join link of a meeting room. Give the registration instead.")
        )


def validate_schedule(conference):
    """Raise ValidationError for times that clocks in Berlin skip, and a deadline after the end."""
    for field, day in [("start_time", conference.starts_on), ("end_time", conference.ends_on)]:
        time = getattr(conference, field)
        if day and time and is_skipped(day, time):
            raise ValidationError(
                {field: _("On this day the clocks skip this hour (begin of summer time).")}
            )
    deadline = conference.registration_deadline
    if deadline and conference.ends_on and deadline > conference.ends_on:
        raise ValidationError(
            {"registration_deadline": _("Registration cannot end after the conference.")}
        )


def is_skipped(day, time):
    local = datetime.combine(day, time, tzinfo=timezone.get_default_timezone())
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(
        tzinfo=None
    )
