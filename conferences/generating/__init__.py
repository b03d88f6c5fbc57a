"""Plausible conferences and projects in any number, for tests and measurements.

May import `conferences.models`. Start reading with `storing`.
"""
