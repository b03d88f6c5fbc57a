"""Everything below the ORM: prepared queries, planner settings, sets of keys, busy databases.

May import `smartcity.text`. Start reading with `prepared`.
"""
