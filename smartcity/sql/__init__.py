"""Everything below the ORM: prepared queries, planner settings, key sets, streams, storage, locks.

Each module says what it gains, what it costs and which test tells when Django can do without it.

May import `smartcity.text`. Start reading with `prepared`.
"""
