"""What operators look after: the cache that may fail, and whether this process can answer.

May import `smartcity.content` and the rooms before it. Start reading with `readiness`.
"""
