"""From a conference to its calendar entries: the translation, and how entries are stored.

Knows no request and no model: `conferences.querysets` and `conferences.models` import it. May
import rooms of `smartcity` up to `content`. Start reading with `ical`, then `entries`.
"""
