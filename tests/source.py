"""The source files of the project, as the rules of the house look at them."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("smartcity", "conferences", "kts")
TEXTS = {"", ".css", ".csv", ".html", ".js", ".md", ".po", ".py", ".sh", ".toml", ".txt", ".yml"}
TEMPLATE_TAG = re.compile(r"{% comment.*?endcomment %}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
FIXTURES = {"admin_client", "client", "db", "live_server", "rf", "settings", "transactional_db"}


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
