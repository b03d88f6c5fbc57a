"""Packages for node that tests use (package.json, `npm install --no-package-lock`).

Without them a test is skipped, with REQUIRE_NODE=1 it fails.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).parent.parent / "node_modules"


def package(name):
    """The folder of this package."""
    if reason := why_no_package(name):
        if os.environ.get("REQUIRE_NODE") == "1":
            pytest.fail(f"REQUIRE_NODE=1, but {reason}", pytrace=False)
        pytest.skip(reason)
    return MODULES / name


def why_no_package(name):
    if not shutil.which("node"):
        return "no node was found on this system"
    if name and not (MODULES / name).exists():
        return f"{name} is not installed (npm install --no-package-lock)"
    return ""


def answer_of(script, *, given, needs=""):
    """What *script* beside this file writes as JSON when it reads the bytes *given*.

    It *needs* this package, or node alone.
    """
    package(needs)
    done = subprocess.run(
        [shutil.which("node"), Path(__file__).with_name(script)],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout)
