"""Accounts: the user, the login area, the second factor, adapters of allauth.

May import `smartcity.media` and the rooms before it. Start reading with `models`, then
`login_area`.
"""
