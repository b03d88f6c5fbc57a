"""Check a document in a separate process, whose limits and crashes affect nothing else.

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
    """Return (kind of fault, offending part) of a document "pdf" or "office", or None.

    A document that cannot be read within the limits counts as damaged.
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
        fault = json.loads(reader.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return DAMAGED, ""
    return fault and tuple(fault)


def main():
    """Print the fault of the document on standard input as JSON."""
    limit_process()
    from . import office, pdf

    check = {"pdf": pdf.check, "office": office.check}[sys.argv[1]]
    result = None
    try:
        check(sys.stdin.buffer.read())
    except Fault as fault:
        result = fault.kind, fault.what[:100]
    except Exception:
        result = DAMAGED, ""
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
