"""What a conference tells as label and value, besides its date, place and texts."""

from django.utils.translation import gettext as _

from smartcity.content.values import facts_of


class Facts:
    """Mixed into Conference."""

    # Texts, in this order: in the form, on the page, in calendars, in the search, in the API, in
    # tables, spreadsheets and fact files.
    FACTS = ["audience", "cost"]

    @property
    def facts(self):
        """Return [(label, value)] of the facts that are known; loaded with its `accessibility`."""
        services = ", ".join(service.name for service in self.accessibility.all())
        return facts_of(self, self.FACTS) + ([(_("Accessibility"), services)] if services else [])
