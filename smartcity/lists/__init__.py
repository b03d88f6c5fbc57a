"""Lists that query parameters narrow: filters, facets and their counts, paging.

May import `smartcity.content` and the rooms before it. Start reading with `filterset`.
"""
