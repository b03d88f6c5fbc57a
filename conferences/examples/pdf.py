"""A PDF of one page, small enough to be written by hand."""

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {fonts} >>"
FONTS = (
    "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
    "/Encoding /WinAnsiEncoding >> >> >>"
)


def pdf_of(lines):
    """The bytes of a PDF that shows *lines* of Western European text."""
    drawn = " T* ".join(f"({escaped(line)}) Tj" for line in lines)
    text = f"BT /F1 16 Tf 24 TL 60 760 Td {drawn} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (de) >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE.format(fonts=FONTS),
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
    ]
    return assembled(objects).encode("cp1252", "replace")


def assembled(objects):
    body, offsets = "%PDF-1.4\n", []
    for number, words in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{words}\nendobj\n"
    size = len(objects) + 1
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}"


def escaped(line):
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
