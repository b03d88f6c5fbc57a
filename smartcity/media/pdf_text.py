"""Extract the text and page count of an uploaded PDF in a separate process.

A PDF comes from outside: it may be broken, unpack to gigabytes or loop for ever. Resource limits
end the process, and the file then counts as having no text.
"""

import io
import re
import resource
import subprocess
import sys
from contextlib import suppress

MAX_PAGES = 200
MAX_CHARACTERS = 100_000
SECONDS = 20
MEMORY = 1024 * 1024 * 1024
HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zäöüß])")


def pdf_text(file):
    """Return the text of an open file; "" for anything but a readable PDF."""
    text = run_reader(file, "text").replace("\x00", "")
    return HYPHENATED.sub("", text)[:MAX_CHARACTERS]


def pdf_pages(file):
    """Return the page count of an open file; None for anything but a readable PDF."""
    number = run_reader(file, "pages").strip()
    return min(int(number), 2**31 - 1) if number.isdecimal() else None


def run_reader(file, question):
    """Return what this module prints as a script for *question*, "text" or "pages"."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    if not data.startswith(b"%PDF-"):
        return ""
    call = [sys.executable, "-P", __file__, question]
    try:
        reader = subprocess.run(  # noqa: S603 – this very file, no shell
            call, input=data, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return ""
    return reader.stdout.decode(errors="ignore")


def count_pages(data):
    """Yield the page count of the PDF *data* as text."""
    from pypdf import PdfReader

    yield str(len(PdfReader(io.BytesIO(data)).pages))


def read_pages(data):
    """Yield the text of each page, within the limits."""
    from pypdf import PdfReader

    length = 0
    for page in PdfReader(io.BytesIO(data)).pages[:MAX_PAGES]:
        if length > MAX_CHARACTERS:
            return
        text = page.extract_text()
        length += len(text)
        yield text


def limit_process():
    """Limit CPU time and memory of this process."""
    # Not every system supports every limit.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main():
    """Print the answer; text extracted before an error is kept."""
    limit_process()
    answer = {"text": read_pages, "pages": count_pages}[sys.argv[1]]
    with suppress(Exception):
        for text in answer(sys.stdin.buffer.read()):
            sys.stdout.buffer.write(text.encode(errors="ignore") + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
