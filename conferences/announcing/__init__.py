"""Operations on announced conferences, their effects on readers and subscribers, and date hints.

May import `conferences.models` and `conferences.feeds`. Start reading with `operations`.
"""
