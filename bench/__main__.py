"""`make bench`: the CPU time of calendars and lists, relative to an empty view.

python -m bench [UPTO]: sizes 100, 1,000, … up to UPTO (default 100,000).
"""

import argparse
import signal
import sys

import psycopg

from .database import new_database
from .measuring import measure, memory_while_serving
from .report import head, memory_row, rows

SIZES = [100, 1_000, 10_000, 100_000]


def run(sizes):
    """Measure all sizes and print the table."""
    table = [head()]
    size_so_far, smallest = 0, {}
    with new_database() as database:
        for size in sizes:
            database.grow(size, size - size_so_far)
            size_so_far = size
            views = measure(database, size)
            smallest = smallest or {view.name: view for view in views}
            table += rows(size, views, smallest)
        table.append(memory_row(size_so_far, *memory_while_serving(database)))
    print("", *table, sep="\n")


def main():
    """Run the benchmark; raise SystemExit if PostgreSQL cannot be reached."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("upto", nargs="?", type=int, choices=SIZES, default=SIZES[-1])
    upto = parser.parse_args().upto
    # Exit regularly, so that gunicorn is stopped and the database dropped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        run([size for size in SIZES if size <= upto])
    except psycopg.OperationalError as error:
        sys.exit(f"PostgreSQL is needed (DATABASE_URL): {error}")


if __name__ == "__main__":
    main()
