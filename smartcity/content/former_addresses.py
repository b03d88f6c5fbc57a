"""The address that something public had before a change keeps leading to it."""

from smartcity.publishing.addresses import Addressed, remember_slug

from .participants import Participant


class FormerAddresses(Participant):
    def after(self, obj, before, stored, reason):
        is_moved = isinstance(stored, Addressed) and before.slug != stored.slug
        if is_moved and before.has_public_address(self.change.now):
            remember_slug(stored, before.slug)
