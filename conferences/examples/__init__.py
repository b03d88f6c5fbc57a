"""Invented conferences for a first look: nothing in the real future is known.

May import `conferences.models`. Start reading with `loading`.
"""
