"""Full-text search in two stored forms of each word: stems, query, columns, excerpts, suggestions.

May import `smartcity.accounts` and the rooms before it. `smartcity.content` keeps the columns true.
Start reading with `searchable`.
"""
