"""What happens to an announced conference, as operations.

Each is a content change, so that page, list, feed and file tell it at once, raises
the revision for calendars and is told in the public log of changes, as made at *now* (aware).
To withdraw it is a step of publication, see `smartcity.content.workflow`.
"""

from contextlib import contextmanager
from copy import copy
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conferences.changes import changes_between
from smartcity.content.transaction import content_change


class Lifecycle:
    """Mixed into Conference. An operation that is impossible raises ValidationError.

    Each starts from what is stored. Those that were never public change without a word.
    """

    @contextmanager
    def announced(self, now, reason=""):
        """Change the conference inside; it is then validated, saved and the change is logged."""
        with content_change(now) as change:
            # Another editor may have been quicker; from here on, all others wait.
            self.refresh_from_db()
            before = copy(self)
            try:
                yield
                self.check_change(before, reason)
            except ValidationError:
                self.refresh_from_db()
                raise
            with change.writing(self, reason=reason):
                self.save()

    def check_change(self, before, reason):
        """Raise ValidationError if the operation is not allowed or changes nothing."""
        if before.is_withdrawn:
            raise ValidationError(_("It was withdrawn: publish it again first."))
        self.changes.model._meta.get_field("reason").clean(reason, None)
        self.full_clean()
        if not changes_between(before, self):
            raise ValidationError(_("That is how it stands already."))

    def refuse_if_cancelled(self):
        """Raise ValidationError if the conference is cancelled."""
        if self.is_cancelled:
            raise ValidationError(_("It was cancelled: resume it first."))

    def confirm(self, *, now):
        """Confirm the date; raise ValidationError if there is none, or it is cancelled."""
        with self.announced(now):
            self.refuse_if_cancelled()
            if self.starts_on is None:
                raise ValidationError(_("Without a date there is nothing to confirm."))
            self.status = self.Status.CONFIRMED
            self.confirmed_on = timezone.localdate(now)

    def move(self, *, starts_on, now, reason, ends_on=None, registration_deadline=None, **times):
        """To another day, which the programme follows; *times* are `start_time`, `end_time`.

        Times that are not given stay. Without *ends_on* it lasts as long as before. A deadline
        that is not given is not known: the old one spoke of the old date.
        """
        with self.announced(now, reason):
            if starts_on != self.starts_on:
                self.confirmed_on = None
            self.ends_on = ends_on or starts_on + timedelta(days=(self.length_in_days or 1) - 1)
            self.starts_on = starts_on
            self.registration_deadline = registration_deadline
            for name, value in times.items():
                setattr(self, name, value)
            self.refuse_lost_programme()
            if self.is_date_open or self.is_cancelled:
                self.status = self.Status.PLANNED

    def leave_date_open(self, *, now, reason):
        """Leave the date open; the old one stays stored until there is a new one."""
        with self.announced(now, reason):
            self.status = self.Status.OPEN
            self.confirmed_on = None

    def cancel(self, *, now, reason):
        with self.announced(now, reason):
            self.status = self.Status.CANCELLED

    def resume(self, *, now, reason=""):
        """Take a cancellation or an open date back; the date is the one on record.

        Raise ValidationError if there is nothing to take back, or no date.
        """
        with self.announced(now, reason):
            if not (self.is_cancelled or self.is_date_open):
                raise ValidationError(_("Only what was cancelled or left open can be resumed."))
            if self.starts_on is None:
                raise ValidationError(
                    _("Without a date there is nothing to resume: give a new one.")
                )
            self.status = self.Status.PLANNED
            self.confirmed_on = None

    def go_online(self, *, now, reason, public_link=""):
        """Move the conference online; the host region stays."""
        with self.announced(now, reason):
            self.refuse_if_cancelled()
            self.host_region = self.host_region or self.city
            self.format = self.Format.VIRTUAL
            self.city = self.venue = self.street = self.postal_code = ""
            self.latitude = self.longitude = None
            self.public_link = public_link or self.public_link

    def refuse_lost_programme(self):
        """Raise ValidationError if an item has no place on the new days or clocks."""
        items = list(self.programme.all())
        if any(item.day > self.length_in_days for item in items):
            raise ValidationError(_("The programme has more days than that."))
        for item in items:
            item.conference = self
            try:
                item.clean()
            except ValidationError as error:
                raise ValidationError(f"{item.title}: {' '.join(error.messages)}") from error

    def log_changes(self, before, after, now, reason):
        """Tell what is different since *before*, if that was public; keep the earlier day.

        Return whether anything was told.
        """
        if not before.has_been_public(now):
            return False
        if sentences := changes_between(before, after):
            self.changes.create(
                made_at=now,
                text=" ".join(sentences),
                reason=reason,
                goes_online=after.is_virtual and not before.is_virtual,
            )
        is_moved = before.starts_on not in (None, after.starts_on)
        if is_moved and after.moved_from == before.moved_from:
            self.moved_from = before.starts_on
            type(self).objects.filter(pk=self.pk).update(moved_from=self.moved_from)
        return bool(sentences)
