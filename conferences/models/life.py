"""What happens to an announced conference, as operations.

Each goes through the door of content, so that page, list, feed and file tell it at once, raises
the revision for calendars and is told in the public log of changes, as made at *now* (aware).
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conferences.changes import changes_between
from smartcity.content import content_change


class Life:
    """Mixed into Conference. An operation that is impossible raises ValidationError."""

    @contextmanager
    def announced(self, now, reason=""):
        """Change the conference inside; it is checked and saved, and what changed is told."""
        with content_change(now) as change:
            change.touch(self)
            yield
            self.full_clean()
            self.save()
            change.touch(self, reason)

    def confirm(self, *, now):
        if self.starts_on is None:
            raise ValidationError(_("Without a date there is nothing to confirm."))
        with self.announced(now):
            self.status = self.Status.CONFIRMED

    def move(self, *, starts_on, now, reason, ends_on=None, registration_deadline=None, **times):
        """To another day, which the programme follows; *times* are `start_time`, `end_time`.

        Times that are not given stay. Without *ends_on* it lasts as long as before.
        """
        with self.announced(now, reason):
            length = self.ends_on - self.starts_on if self.starts_on else None
            self.starts_on = starts_on
            self.ends_on = ends_on or (starts_on + length if length else starts_on)
            self.registration_deadline = registration_deadline
            for name, value in times.items():
                setattr(self, name, value)
            self.refuse_lost_programme()
            if self.is_date_open or self.is_cancelled:
                self.status = self.Status.PLANNED

    def leave_date_open(self, *, now, reason):
        """The old date stays on record until there is a new one."""
        with self.announced(now, reason):
            self.status = self.Status.OPEN

    def cancel(self, *, now, reason):
        with self.announced(now, reason):
            self.status = self.Status.CANCELLED

    def resume(self, *, now, reason=""):
        """Take a cancellation or an open date back; the date is the one on record."""
        if not (self.is_cancelled or self.is_date_open):
            raise ValidationError(_("Only what was cancelled or left open can be resumed."))
        with self.announced(now, reason):
            self.status = self.Status.PLANNED

    def go_online(self, *, now, reason, public_link=""):
        """Online instead of on site; the host region keeps inviting."""
        with self.announced(now, reason):
            self.host_region = self.host_region or self.city
            self.format = self.Format.VIRTUAL
            self.city = self.venue = self.street = self.postal_code = ""
            self.latitude = self.longitude = None
            self.public_link = public_link or self.public_link

    def take_back(self, *, now, reason=""):
        """Withdraw it: the page answers 410, calendars show the date as cancelled."""
        if not self.has_been_public(now) or self.is_withdrawn:
            raise ValidationError(_("Only what is public can be withdrawn."))
        with self.announced(now, reason):
            self.withdraw(now)

    def refuse_lost_programme(self):
        if self.programme.filter(day__gt=self.length_in_days).exists():
            raise ValidationError(_("The programme has more days than that."))

    def log_changes(self, before, after, now, reason):
        """Tell what is different since *before*, if that was public; keep the earlier day."""
        if not before.has_been_public(now):
            return
        told = changes_between(before, after)
        if told:
            self.changes.create(made_at=now, text=" ".join(told), reason=reason)
        if (
            before.starts_on not in (None, after.starts_on)
            and after.moved_from == before.moved_from
        ):
            self.moved_from = before.starts_on
            type(self).objects.filter(pk=self.pk).update(moved_from=self.moved_from)
