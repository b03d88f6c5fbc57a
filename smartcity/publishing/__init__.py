"""Draft, published, withdrawn: the states of an object, its address for life, and who may do what.

Also tasks, previews, and the declaration of what has a history. May import `smartcity.text` and
`smartcity.sql`. Start reading with `publication`, then `addresses`.
"""
