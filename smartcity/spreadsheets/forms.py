"""The upload form of a table, and the signed text that carries it to the import."""

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .sheets import MOST_ROWS, Sheet, read_sheet

SALT = "smartcity.spreadsheets"
# As long as a login that lies idle.
LONGEST_PREVIEW = settings.SESSION_COOKIE_AGE
# Less than Django takes in a form.
MOST_SEALED = 3_000_000


class SheetForm(forms.Form):
    """The upload form; `cleaned_data["file"]` is the `Sheet`, with the headings of the resource."""

    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=format_lazy(
            gettext_lazy("CSV or Excel (XLSX), at most {rows} rows. First you see a preview."),
            rows=MOST_ROWS,
        ),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
    )

    def __init__(self, resource, *args):
        super().__init__(*args)
        self.resource = resource

    def clean_file(self):
        sheet = read_sheet(self.cleaned_data["file"])
        sheet.head[:] = self.resource.headings_of(sheet.head)
        return sheet


def sealed(sheet, stage, user, name):
    """All that the next request needs, so that nothing waits on the server for one that may come.

    *stage* is the state of an outcome that goes on, or the fingerprint of one that can be kept.
    Raises ValidationError for more than a form carries.
    """
    content = [user.pk, name, stage, sheet.head, sheet.rows, sheet.notes]
    text = signing.dumps(content, salt=SALT, compress=True)
    if len(text) > MOST_SEALED:
        raise ValidationError(_("This is too much text for one import. Divide the table."))
    return text


def unsealed(text, user, name):
    """Return (sheet, stage), or None if the signed text is too old or of another user or table."""
    try:
        *whose, stage, head, rows, notes = signing.loads(text, salt=SALT, max_age=LONGEST_PREVIEW)
    except signing.BadSignature:
        return None
    return (Sheet(head, rows, [], notes), stage) if whose == [user.pk, name] else None
