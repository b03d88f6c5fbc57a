"""Uploads: documents, pictures and their sizes, the text of PDF files, rich text and its pictures.

May import `smartcity.publishing` and the rooms before it. Start reading with `uploads`, then
`richtext`.
"""
