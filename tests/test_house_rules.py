"""The rules of the house that a machine can keep. Each names in its failure what breaks it."""

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
APPS = ("smartcity", "conferences", "kts")
TEXTS = {"", ".css", ".csv", ".html", ".js", ".md", ".po", ".py", ".sh", ".toml", ".txt", ".yml"}
COMPOSITION = re.compile(r"smartcity\.(api_v1|urls|views|management)(\.|$)")
# From the ground up: a room may import those before it, and nothing of the website itself.
ROOMS = {
    "smartcity": [
        *["text", "sql", "publishing", "media", "accounts", "search", "links", "content"],
        *["lists", "outputs", "spreadsheets", "editing", "operating"],
    ],
    "conferences": [
        *["laender", "coordinates", "validators", "changes", "calendar", "querysets", "models"],
        *["resources", "nearest", "filters", "months", "map", "feeds", "announcing", "outputs"],
    ],
    "kts": ["querysets", "models", "filters", "outputs"],
}
# Packages that Django or the app looks for by name: they gather what their modules declare.
GATHERING = {"admin", "models", "querysets"}
APP_NAMED = re.compile(r"(conferences|kts)(\.\w+)*\Z")
FORBIDDEN_NAMES = {"common", "helpers", "services", "signals", "utils"}
# In two parts, so that this file does not break its own rules.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")
REGISTRIES = re.compile(
    r"py" r"pi\.org|python" r"hosted\.org|npm" r"js\.(org|com)|(deb|security)\." r"debian\.org"
)
TEMPLATE_TAG = re.compile(r"{% comment.*?endcomment %}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
INLINE = re.compile(r"<style\b|\s(style|on[a-z]+)\s*=\s*[\"']")
SCRIPT = re.compile(r"<script\b[^>]*>")
LOGIN_AREA = {"account", "admin", "mfa"}
FIXTURES = {"admin_client", "client", "db", "live_server", "rf", "settings", "transactional_db"}
DATA_SCRIPT = re.compile(r'type="(application/ld\+json|speculationrules)"')


def files(pattern, *folders):
    """At least one: a rule that finds nothing to look at would pass for ever."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob(pattern))
    assert found, f"no {pattern} in {folders}"
    return found


def modules(*folders):
    return [path for path in files("*.py", *folders) if path.parent.name != "migrations"]


def templates():
    return files("*.html", "templates")


def texts():
    folders = (".ci", "bench", "docs", "fixtures", "locale", "static", "templates", "tests", *APPS)
    nested = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    named = [ROOT / name for name in ("Makefile", ".gitignore")]
    candidates = [*nested, *named, *ROOT.glob("*.*")]
    return [path for path in candidates if path.is_file() and path.suffix in TEXTS]


def lines(path):
    return len(path.read_text().splitlines())


def markup_of(template):
    return TEMPLATE_TAG.sub("", template.read_text())


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def dotted(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path):
    """Every module or name that `path` imports, anywhere in it, as an absolute dotted name."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            origin = [*above, *filter(None, [node.module])]
            yield from (".".join([*origin, alias.name]) for alias in node.names)


def module_of(imported):
    """Return the file in which the imported name is defined, or None if it is not one of ours."""
    path = ROOT.joinpath(*imported.split("."))
    candidates = [path / "__init__.py", path.with_suffix(".py"), path.parent.with_suffix(".py")]
    return next((it for it in candidates if it.is_file() and ROOT in it.parents), None)


def django_in(path):
    """Return what a module imports of Django, by itself or through other modules of ours."""
    seen, left, found = set(), {path}, set()
    while left:
        path = left.pop()
        seen.add(path)
        imported = set(imports_of(path))
        found |= {it for it in imported if it.partition(".")[0] == "django"}
        left |= set(map(module_of, imported)) - seen - {None}
    return found


def fixtures_in(path):
    """Return the fixtures of pytest-django that functions of a module ask for by name."""
    functions = [it for it in ast.walk(ast.parse(path.read_text())) if hasattr(it, "args")]
    return {arg.arg for it in functions for arg in getattr(it.args, "args", [])} & FIXTURES


def offences(paths, forbidden):
    """`forbidden` is asked about each import as (importing module, imported name)."""
    return [
        f"{dotted(path)} imports {imported}"
        for path in paths
        for imported in imports_of(path)
        if forbidden(dotted(path), imported)
    ]


def reaches_into(role, importer, imported):
    """`imported` is some app's `role` module, and `importer` is no part of that module."""
    match = re.match(rf"(?:{'|'.join(APPS)})\.{role}(?=\.|$)", imported)
    return bool(match) and not f"{importer}.".startswith(f"{match[0]}.")


def test_no_module_is_longer_than_300_lines():
    assert names(path for path in modules(*APPS, "bench", "tests") if lines(path) > 300) == []


def test_no_template_is_longer_than_120_lines():
    assert names(path for path in templates() if lines(path) > 120) == []


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


def room_of(name):
    """Return (app, number of the room), the number None for what stands beside the rooms."""
    app, _, rest = name.partition(".")
    rooms, room = ROOMS.get(app, []), rest.partition(".")[0]
    return app, rooms.index(room) if room in rooms else None


def climbs(importer, imported):
    """Whether a room imports a later one of its app, or what the app composes of its rooms."""
    (app, room), (other, its_room) = room_of(importer), room_of(imported)
    if app != other or room is None:
        return False
    return its_room is None or its_room > room


def test_rooms_import_only_those_before_them():
    assert offences(modules(*APPS), climbs) == []


def test_every_room_is_there():
    missing = [
        f"{app}.{room}"
        for app, rooms in ROOMS.items()
        for room in rooms
        if module_of(f"{app}.{room}") is None
    ]

    assert missing == []


def test_a_package_says_only_what_lives_in_it():
    speaking = [
        path
        for path in files("__init__.py", *APPS)
        if path.parent.name not in GATHERING and path.read_text()
        for node in ast.parse(path.read_text()).body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]

    assert names(speaking) == []


def test_rooms_name_no_app_that_builds_on_them():
    """Hosts belong to model projects: `User.projects` is the one exception."""
    naming = [
        f"{dotted(path)}: {node.value}"
        for path in modules("smartcity")
        if room_of(dotted(path))[1] is not None
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and APP_NAMED.match(str(node.value))
    ]

    assert naming == ["smartcity.accounts.models: conferences.ModelProject"]


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
