"""Search that knows German, alike on every database.

`stemming` says how a text is stored, `query` what a question looks for in it, `searchable` is the
model with the stored columns, `keeping` holds them true, `rebuilding` makes all of them anew;
`excerpts` mark what was found, `vocabulary` and `suggestions` answer typing errors.
"""
