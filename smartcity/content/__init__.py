"""Writing content: the transaction, the content version, and what follows from a change.

Also workflow, proposals, deletion and history. May import `smartcity.links` and the rooms before
it. Start reading with `transaction`.
"""
