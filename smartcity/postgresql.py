"""Steps of migrations that only PostgreSQL takes: what SQLite lacks, it does not need here."""

from django.db.migrations import RunPython


def on_postgresql(forwards, backwards):
    """A step that runs these statements, each a list, there and nowhere else."""
    return RunPython(run(forwards), run(backwards))


def run(statements):
    def step(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return step


def trigram_index(name, table):
    """Finds what stands anywhere in `search_text` without reading every row."""
    return on_postgresql(
        [
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            f"CREATE INDEX {name} ON {table} USING gin (search_text gin_trgm_ops)",
        ],
        [f"DROP INDEX {name}"],
    )
