"""What editors do to an announced conference, and what that means to readers and subscribers.

May import `conferences.models` and `conferences.feeds`. Start reading with `operations`.
"""
