"""Messages for editors about refused documents: what is wrong and what they can do."""

from django.utils.translation import gettext_lazy as _

from .faults import DAMAGED, HOLDS, LOADS, LOCKED, RUNS

SENTENCES = {
    DAMAGED: _("This file cannot be read. Open it, save it anew, and upload it again."),
    LOCKED: _("This file asks for a password. Save it without one."),
    RUNS: _(
        "This file would start something (%(what)s). Take that out, or print the file as a PDF."
    ),
    LOADS: _(
        "This file loads something from elsewhere (%(what)s). Take the connection out, or print "
        "the file as a PDF."
    ),
    HOLDS: _(
        "This file contains an embedded object or file (%(what)s). Attach that by itself, or show "
        "it as a picture."
    ),
}
