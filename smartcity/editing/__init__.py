"""How editors write: the base of every admin of something that readers see, its pages and forms.

`pages` is what a page of an admin is, `composed` how an admin gathers what its pages add. `content`
and, for what is published, `publication` are the classes that the admins of the apps inherit. The
pages: `history`, `previewing`, `preview_links`, `steps`, `proposing`, `copying`, `tables`, `tasks`.
`door` opens the content transaction around them; `forms` says how two people edit the same object.

May import every other room of `smartcity`. Start reading with `pages`.
"""
