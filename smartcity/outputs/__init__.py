"""What leaves the website besides pages: Atom, sitemap, JSON-LD, CSV, the API, embedding.

Each app declares what these tell in its own room `outputs`. May import `smartcity.lists` and the
rooms before it. Start reading with `api`.
"""
