"""The base of every admin: one admin class, its pages and its forms.

`pages` defines a page of an admin, `composed` collects what the pages of an admin add. `content`
and `publication` are the classes that admins of content and of publishable content inherit.
Pages: `history`, `previewing`, `preview_links`, `steps`, `proposing`, `copying`, `tables`, `tasks`.
`transactions` opens the content transaction; `forms` explains concurrent edits of one object.

May import every other room of `smartcity`. Start reading with `pages`.
"""
