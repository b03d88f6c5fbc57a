"""Full-text search: stems, queries, search columns, excerpts and suggestions.

May import `smartcity.accounts` and the rooms before it. `smartcity.content` updates the columns.
Start reading with `searchable`.
"""
