"""The form that takes a table, and the seal under which its preview is sent and comes back."""

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .sheets import Sheet, read_sheet

SALT = "smartcity.spreadsheets"
# As long as a login that lies idle.
LONGEST_PREVIEW = settings.SESSION_COOKIE_AGE
# Less than Django takes in a form.
MOST_SEALED = 2_000_000


class SheetForm(forms.Form):
    """`cleaned_data["file"]` is the sheet, under the headings of the resource."""

    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("CSV or Excel (XLSX), at most 500 rows. First you see a preview."),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
    )

    def __init__(self, resource, *args):
        super().__init__(*args)
        self.resource = resource

    def clean_file(self):
        sheet = read_sheet(self.cleaned_data["file"])
        sheet.head[:] = self.resource.headings_of(sheet.head)
        return sheet


def sealed(sheet, fingerprint, user, name):
    """All that a confirmation needs, so that nothing waits on the server for one that may come."""
    told = [user.pk, name, fingerprint, sheet.head, sheet.rows]
    text = signing.dumps(told, salt=SALT, compress=True)
    if len(text) > MOST_SEALED:
        raise ValidationError(_("This is too much text for one import. Divide the table."))
    return text


def unsealed(text, user, name):
    """(sheet, fingerprint); None for a preview that is too old, or was not this one."""
    try:
        *whose, fingerprint, head, rows = signing.loads(text, salt=SALT, max_age=LONGEST_PREVIEW)
    except signing.BadSignature:
        return None
    return (Sheet(head, rows, []), fingerprint) if whose == [user.pk, name] else None
