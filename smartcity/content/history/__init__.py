"""The history of an object: a record of each edit, to be listed, compared and restored.

`keeping` writes records, `states` says what one holds, `comparing` tells in words how two differ,
`restoring` makes a new edit of an old record. `smartcity.publishing.records` declares which models
have a history.
"""
