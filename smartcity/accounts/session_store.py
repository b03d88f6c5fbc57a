"""Database sessions whose renewal does not fail a request while the database is busy."""

from contextlib import nullcontext

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from smartcity.sql.busy import is_busy, without_waiting


class SessionStore(db.SessionStore):
    def save(self, must_create=False):
        """Save the session; give up silently if the database is busy.

        A session that is only renewed does not even wait. Raise UpdateError if the session was
        deleted meanwhile, and OperationalError if a new one, which a login needs, cannot be
        written. Django reports a busy database as UpdateError, too, and would answer 400.
        """
        is_renewed = not (must_create or self.modified)
        try:
            with without_waiting() if is_renewed else nullcontext():
                super().save(must_create)
        except UpdateError as error:
            if not is_busy(error.__context__):
                raise
