"""What articles and networks tell besides pages: Atom, JSON-LD, sitemap, CSV, the API.

May import `kts.models` and `kts.filters`; `smartcity.outputs` has the bases. Start reading with
`api`.
"""
