"""Outputs besides pages: Atom, sitemap, JSON-LD, CSV, the API, embedding.

Each app declares their content in its own room `outputs`. May import `smartcity.lists` and the
rooms before it. Start reading with `api`.
"""
