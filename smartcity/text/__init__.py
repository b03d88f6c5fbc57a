"""German text as data: dates in words, folding for search and sorting, cleaning, encodings.

Imports nothing of the project. Start reading with `dates`.
"""
