"""What Django does today, which `smartcity.sql` does otherwise.

A test that fails with a newer Django tells which module of that room can go.
"""

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from psycopg import ServerCursor

from conferences.models import Conference
from smartcity.models import ContentVersion
from smartcity.sql.plans import plan_searches
from smartcity.sql.prepared import PARAMETER, PreparedQuery
from tests.factories import make_conference, make_theme

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has neither prepared statements nor cursors."
)
KEYS = range(1, 4)


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
