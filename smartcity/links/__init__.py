"""Links to other websites: the columns that contain them, and a check that they work.

May import `smartcity.search` and the rooms before it. Start reading with `checking`.
"""
