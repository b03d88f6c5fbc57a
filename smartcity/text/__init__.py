"""German text as data: dates in words, folding for search and sorting, cleaning, encodings.

Imports nothing from the project. Start reading with `dates`.
"""
