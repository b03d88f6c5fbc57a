"""The rules of the house that a machine can keep. Each names in its failure what breaks it."""

import ast
import re

import pytest

from tests.source import (
    APPS,
    ROOT,
    django_in,
    dotted,
    files,
    fixtures_in,
    lines,
    markup_of,
    modules,
    names,
    offences,
    reaches_into,
    templates,
    texts,
)

pytestmark = pytest.mark.once

COMPOSITION = re.compile(r"smartcity\.(api_v1|urls|views|management)(\.|$)")
FORBIDDEN_NAMES = {"common", "helpers", "services", "signals", "utils"}
# In two parts, so that this file does not break its own rules.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")
REGISTRIES = re.compile(
    r"py" r"pi\.org|python" r"hosted\.org|npm" r"js\.(org|com)|(deb|security)\." r"debian\.org"
)
INLINE = re.compile(r"<style\b|\s(style|on[a-z]+)\s*=\s*[\"']")
SCRIPT = re.compile(r"<script\b[^>]*>")
LOGIN_AREA = {"account", "admin", "mfa"}
DATA_SCRIPT = re.compile(r'type="(application/ld\+json|speculationrules)"')


def test_no_module_is_longer_than_300_lines():
    assert names(path for path in modules(*APPS, "bench", "tests") if lines(path) > 300) == []


def test_no_template_is_longer_than_120_lines():
    assert names(path for path in templates() if lines(path) > 120) == []


def test_few_lines_of_templates_are_long():
    """A tag cannot be broken, and in a title white space would be read; ten lines are enough."""
    long = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in templates()
        for line in path.read_text().splitlines()
        if len(line) > 160
    ]

    assert long[10:] == []


def test_no_function_is_longer_than_40_lines():
    too_long = [
        f"{dotted(path)}.{node.name}"
        for path in modules(*APPS, "bench", "tests")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= 40
    ]

    assert too_long == []


def test_every_module_is_named_after_its_idea():
    nameless = [
        path
        for path in modules(*APPS, "bench", "tests")
        if FORBIDDEN_NAMES & {*path.parts[-2:-1], path.stem}
    ]

    assert names(nameless) == []


def test_shared_ideas_import_no_app_that_builds_on_them():
    shared = [path for path in modules("smartcity") if not COMPOSITION.match(dotted(path))]

    assert offences(shared, lambda _, it: it.partition(".")[0] in {"conferences", "kts"}) == []


def test_conferences_never_import_kts():
    assert offences(modules("conferences"), lambda _, it: it.partition(".")[0] == "kts") == []


def test_nothing_but_urls_imports_views():
    importers = [path for path in modules(*APPS) if path.name != "urls.py"]

    assert offences(importers, lambda *pair: reaches_into("views", *pair)) == []


def test_nothing_imports_an_admin():
    assert offences(modules(*APPS), lambda *pair: reaches_into("admin", *pair)) == []


def test_settings_come_only_through_django():
    assert offences(modules(*APPS), lambda *pair: reaches_into("settings", *pair)) == []


def test_every_migration_is_named_by_what_it_does():
    migrations = [path for path in files("0*.py", *APPS) if path.parent.name == "migrations"]

    assert names(path for path in migrations if "_auto_" in path.name) == []


def test_what_runs_once_reaches_neither_django_nor_the_database():
    """Else its result could depend on them, and it must run with each."""
    once = [
        path for path in files("test_*.py", "tests") if "pytest.mark.once\n" in path.read_text()
    ]

    assert ROOT / "tests/test_house_rules.py" in once
    assert {dotted(path): it for path in once if (it := django_in(path) | fixtures_in(path))} == {}


def test_nothing_is_left_unfinished():
    assert names(path for path in texts() if UNFINISHED.search(path.read_text())) == []


def test_no_file_names_a_package_registry():
    assert names(path for path in texts() if REGISTRIES.search(path.read_text())) == []


def test_every_component_opens_by_stating_its_parameters():
    components = files("*.html", "templates/components")
    silent = [path for path in components if not path.read_text().startswith("{% comment %}")]

    assert names(silent) == []


def test_no_template_has_an_inline_style_or_handler():
    assert names(path for path in templates() if INLINE.search(markup_of(path))) == []


def test_scripts_are_data_on_public_pages_and_files_in_the_login_area():
    allowed = {True: re.compile(r'\ssrc=|type="application/json"'), False: DATA_SCRIPT}
    offending = [
        path
        for path in templates()
        for script in SCRIPT.findall(markup_of(path))
        if not allowed[bool(LOGIN_AREA & {*path.relative_to(ROOT).parts})].search(script)
    ]

    assert names(offending) == []
