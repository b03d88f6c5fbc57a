"""Sessions in the database, whose renewal fails no request while the database is busy."""

from contextlib import nullcontext

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from smartcity.sql.busy import is_busy, without_waiting


class SessionStore(db.SessionStore):
    def save(self, must_create=False):
        """Django reports a busy database as a session that was deleted, and answers 400.

        A session that is only renewed does not even wait. A new one is needed by whoever logs in:
        that error is raised.
        """
        is_renewed = not (must_create or self.modified)
        try:
            with without_waiting() if is_renewed else nullcontext():
                super().save(must_create)
        except UpdateError as error:
            if not is_busy(error.__context__):
                raise
