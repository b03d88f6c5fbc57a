"""What Django does today, which `smartcity.sql` does otherwise.

A test that fails with a newer Django tells which module of that room can go.
"""

import re
import sqlite3
from pathlib import Path

import pytest
from django.contrib.postgres.indexes import GinIndex
from django.db import OperationalError, connection
from django.db.models.options import DEFAULT_NAMES
from django.db.models.sql.compiler import SQLCompiler
from psycopg import ServerCursor
from psycopg.errors import LockNotAvailable

from conferences.models import Conference
from smartcity.models import ContentVersion
from smartcity.sql.busy import is_busy
from smartcity.sql.plans import plan_searches
from smartcity.sql.prepared import PARAMETER, PreparedQuery
from tests.factories import make_conference, make_theme

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has neither prepared statements nor cursors."
)
only_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL has these indexes and locks."
)
KEYS = range(1, 4)
BELOW_THE_ORM = re.compile(
    r"\.cursor\(|RawSQL|\.raw\(|\.extra\(|\.get_compiler\(|connection\.vendor|execute_wrapper"
)


@pytest.fixture
def compiled(monkeypatch):
    """The models whose SQL was compiled, in order."""
    models, as_sql = [], SQLCompiler.as_sql

    def counted(compiler, *args, **kwargs):
        models.append(compiler.query.model)
        return as_sql(compiler, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "as_sql", counted)
    return models


def prepared_statements():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def parameters_of(queryset):
    _sql, parameters = queryset.query.sql_with_params()
    return len(parameters)


def search():
    return list(Conference.objects.filter(search_text__contains="praxis").order_by())


def test_the_orm_compiles_a_repeated_query_each_time(compiled):
    for _ in range(3):
        list(ContentVersion.objects.filter(pk=1))

    assert compiled == [ContentVersion] * 3


def test_a_prepared_query_is_compiled_once_and_finds_the_same(compiled):
    themes = {slug: make_theme(slug=slug) for slug in ("mobilitaet", "energie")}
    compiled.clear()

    query = PreparedQuery(lambda: type(themes["energie"]).objects.filter(slug=PARAMETER))

    assert {slug: query.rows(slug) for slug in themes} == {
        slug: [theme] for slug, theme in themes.items()
    }
    assert len(compiled) == 1


def test_a_list_of_keys_crosses_as_one_parameter_each():
    assert parameters_of(Conference.objects.filter(pk__in=KEYS)) == len(KEYS)


def test_a_key_set_crosses_as_one_parameter_and_finds_the_same():
    conferences = [make_conference() for _ in KEYS][1:]

    among = Conference.objects.filter(pk__among=[it.pk for it in conferences])

    assert parameters_of(among) == 1
    assert set(among) == set(conferences)


@only_postgresql
def test_an_iterator_uses_a_cursor_of_the_server_and_decodes_texts():
    make_conference()

    [title] = Conference.objects.values_list("title", flat=True).iterator()

    with connection.chunked_cursor() as cursor:
        assert isinstance(cursor.cursor, ServerCursor)
    assert isinstance(title, str)


@only_postgresql
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_repeated_search_is_prepared_unless_plan_searches_is_around_it(wrapped):
    with connection.execute_wrapper(plan_searches if wrapped else passed_on):
        for _ in range(10):
            search()

    assert any(" LIKE " in statement for statement in prepared_statements()) != wrapped


def passed_on(execute, *args):
    return execute(*args)


@only_sqlite
def test_an_index_for_postgresql_becomes_one_of_whole_texts_on_sqlite():
    index = GinIndex(name="words", fields=["search_text"], opclasses=["gin_trgm_ops"])

    statement = index.create_sql(Conference, connection.schema_editor(collect_sql=True))

    assert str(statement).endswith('ON "conferences_conference" ("search_text")')


def test_no_model_can_declare_how_its_rows_are_stored():
    assert [name for name in DEFAULT_NAMES if "storage" in name or "parameter" in name] == []


def test_a_busy_database_has_no_exception_of_its_own():
    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error = {"sqlite": locked, "postgresql": LockNotAvailable()}[connection.vendor]

    with pytest.raises(OperationalError) as raised, connection.wrap_database_errors:
        raise error

    assert type(raised.value) is OperationalError
    assert is_busy(raised.value)


@only_sqlite
def test_sqlite_skips_no_locked_rows():
    assert not connection.features.has_select_for_update_skip_locked


def test_nothing_else_goes_below_the_orm():
    modules = [path for app in ("smartcity", "conferences", "kts") for path in Path(app).rglob("*")]
    fenced = [Path("smartcity/sql"), *(path for path in modules if path.name == "migrations")]

    assert [
        str(path)
        for path in modules
        if path.suffix == ".py" and not {*fenced} & {*path.parents}
        if BELOW_THE_ORM.search(path.read_text())
    ] == []
