"""`make bench`: what calendars and lists cost, in CPU time, beside an empty view of the same run.

python -m bench [UPTO]: sizes 100, 1,000, … up to UPTO (default 100,000).
"""

import argparse
import signal
import sys

import psycopg

from .database import new_database
from .measuring import measured, memory_while_serving
from .report import head, memory_row, rows

SIZES = [100, 1_000, 10_000, 100_000]


def run(sizes):
    table = [head()]
    reached, smallest = 0, {}
    with new_database() as database:
        for size in sizes:
            database.grow(size, size - reached)
            reached = size
            views = measured(database, size)
            smallest = smallest or {view.name: view for view in views}
            table += rows(size, views, smallest)
        table.append(memory_row(reached, *memory_while_serving(database)))
    print("", *table, sep="\n")


def main():
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("upto", nargs="?", type=int, choices=SIZES, default=SIZES[-1])
    upto = parser.parse_args().upto
    # So that whoever ends it also has gunicorn ended and the database dropped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        run([size for size in SIZES if size <= upto])
    except psycopg.OperationalError as error:
        sys.exit(f"PostgreSQL is needed (DATABASE_URL): {error}")


if __name__ == "__main__":
    main()
