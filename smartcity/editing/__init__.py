"""How editors write: the base of every admin of something that readers see, its pages and forms.

May import every other room of `smartcity`. Start reading with `content`.
"""
