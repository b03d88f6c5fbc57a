"""Validators of conferences for what the database cannot check."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartcity.text.cleaning import one_line

JOIN_LINKS = re.compile(
    r"//[^/]*zoom\.us/(j|my|s)/|teams\.(microsoft|live)\.com/(l/meetup-join|meet)|//meet\.google\.com/"
    r"|//[^/]*webex\.com/.*(/j\.php|/meet/|MTID=)|//[^/]*gotomeet|//[^/]*/b/[a-z]+-[a-z0-9]+-",
    re.IGNORECASE,
)


def refuse_join_link(value):
    """Raise ValidationError for the join link of a meeting, which would admit anybody."""
    if JOIN_LINKS.search(value):
        raise ValidationError(
            _("This looks like the join link of a meeting room. Give the registration instead.")
        )


def refuse_invisible(value):
    """Raise ValidationError if *value* has no visible characters, as calendars drop the others."""
    if not one_line(value):
        raise ValidationError(_("This title shows nothing."))
