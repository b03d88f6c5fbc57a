"""The history of an object: a record of each edit, to be listed, compared and restored.

`recording` writes records, `states` returns the content of one, `comparing` puts differences into
words, `restoring` makes a new edit of an old record. `smartcity.publishing.records` declares which
models have a history.
"""
