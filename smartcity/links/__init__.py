"""Links to other websites: where they stand, and whether they lead somewhere.

May import `smartcity.search` and the rooms before it. Start reading with `checking`.
"""
