"""QR codes (ISO/IEC 18004) of addresses."""

import segno
from django.utils.safestring import mark_safe


def qr_code(address):
    """Return an inline SVG without styles of its own: the style sheet gives colours and size."""
    code = segno.make(address, micro=False)
    # Drawn by segno: numbers and fixed words, nothing of the address stands in it as text.
    return mark_safe(code.svg_inline(svgclass="qr", lineclass=None, omitsize=True))  # noqa: S308
