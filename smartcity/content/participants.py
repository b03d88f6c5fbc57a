"""The interface of what takes part in a content change; each app registers its participants.

`AppConfig.ready` of an app calls `register` with its subclasses of `Participant`. Each content
change makes one object of every class and calls them in the order of registration.
"""

from smartcity.publishing.addresses import Addressed, remember_slug

PARTICIPANTS = []


class Participant:
    """Base of participants. One object is made for each content change, its `change`.

    Subclasses override what they need. Rows are objects of models with a history; writing a part,
    such as an item of a programme, counts as writing the row that owns it.
    """

    def __init__(self, change):
        self.change = change

    def load_before(self, rows):
        """Return the queryset *rows* with the related data that `before` reads."""
        return rows

    def load(self, rows):
        """Return the queryset *rows* with the related data that `settle` and `finish` read."""
        return rows

    def before(self, rows):
        """Inspect stored rows of one model that are about to be written."""

    def after(self, obj, before, stored, reason):
        """Inspect a write of *obj*, whose row was *before* and is *stored* now.

        Not called for new or deleted rows. *reason* is the explanation that readers see.
        """

    def flush(self):
        """Store results before the end of a long import. May be called often."""

    def settle(self):
        """Write consequences of the change to rows of content. Called once."""

    def finish(self):
        """Store what is derived from the written rows. Called once, after every `settle`.

        Call `change.mark_different` or `change.mark_calendars_different` if readers can see a
        difference.
        """

    @classmethod
    def expire(cls, now):
        """Delete what readers no longer see from *now* on."""


class FormerAddresses(Participant):
    """Keeps former public addresses leading to their object."""

    def after(self, obj, before, stored, reason):
        is_moved = isinstance(stored, Addressed) and before.slug != stored.slug
        if is_moved and before.has_public_address(self.change.now):
            remember_slug(stored, before.slug)


def register(*classes):
    """Add subclasses of `Participant`, in this order and without duplicates."""
    PARTICIPANTS.extend(participant for participant in classes if participant not in PARTICIPANTS)
