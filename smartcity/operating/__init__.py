"""Operation of the site: a cache that tolerates failures, and the readiness of the process.

May import `smartcity.content` and the rooms before it. Start reading with `readiness`.
"""
