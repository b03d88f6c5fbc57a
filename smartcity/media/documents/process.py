"""Checks a document in a process of its own; whatever the document does ends with it.

python -m smartcity.media.documents.process pdf < document
"""

import json
import subprocess
import sys
from pathlib import Path

from smartcity.media.pdf_text import SECONDS, limit_process

from .faults import DAMAGED, Fault

ROOT = Path(__file__).resolve().parents[3]


def fault_in(data, kind):
    """(kind of fault, what was found) of a document "pdf" or "office", or None.

    One that cannot be read, or not within the limits, is damaged.
    """
    call = [sys.executable, "-P", "-m", __name__, kind]
    try:
        reader = subprocess.run(  # noqa: S603 – this very module, no shell
            call,
            input=data,
            capture_output=True,
            timeout=3 * SECONDS,
            env={"PYTHONPATH": str(ROOT)},
        )
        found = json.loads(reader.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return DAMAGED, ""
    return found and tuple(found)


def main():
    limit_process()
    from . import office, pdf

    check = {"pdf": pdf.check, "office": office.check}[sys.argv[1]]
    found = None
    try:
        check(sys.stdin.buffer.read())
    except Fault as fault:
        found = fault.kind, fault.what[:100]
    except Exception:
        found = DAMAGED, ""
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
