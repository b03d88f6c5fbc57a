"""What takes part in a content change: a declared interface, registered by each app.

`AppConfig.ready` of an app calls `register` with its subclasses of `Participant`. Each content
change makes one object of every class and calls them in the order of registration.
"""

from smartcity.publishing.addresses import Addressed, remember_slug

PARTICIPANTS = []


class Participant:
    """One object for each content change, which it finds in `change`.

    Subclasses override what they need. Rows are objects of models with a history; the write of a
    part, such as an item of a programme, counts as a write of the row that owns it.
    """

    def __init__(self, change):
        self.change = change

    def loads_before(self, rows):
        """Return the queryset *rows* with what `before` reads of each row."""
        return rows

    def loads(self, rows):
        """Return the queryset *rows* with what `settle` and `finish` read of `change.rows`."""
        return rows

    def before(self, rows):
        """Take note of a list of stored rows of one model that are about to be written."""

    def after(self, obj, before, stored, reason):
        """Take note of a write of *obj*: its row was as *before*, and is as *stored* now.

        Not called for what is new or deleted. *reason* is what readers are told of it.
        """

    def between(self):
        """Store what a long import should not leave to its end."""

    def settle(self):
        """Write what follows from the change into rows of content. Called once."""

    def finish(self):
        """Store what is derived from the rows as they are now. Called once, after every `settle`.

        Calls `change.differs` or `change.calendars_differ` if readers get something else now.
        """

    @classmethod
    def pass_time(cls, now):
        """Drop what no reader is shown any more from the moment *now* on."""


class FormerAddresses(Participant):
    """Keeps the address that something public had before leading to it."""

    def after(self, obj, before, stored, reason):
        is_moved = isinstance(stored, Addressed) and before.slug != stored.slug
        if is_moved and before.has_public_address(self.change.now):
            remember_slug(stored, before.slug)


def register(*classes):
    PARTICIPANTS.extend(participant for participant in classes if participant not in PARTICIPANTS)
