"""What conferences, projects and themes tell besides pages: Atom, JSON-LD, sitemap, CSV, the API.

May import `conferences.models` and `conferences.filters`; `smartcity.outputs` has the bases. Start
reading with `api`.
"""
