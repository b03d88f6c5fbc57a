"""Links to elsewhere: where they stand (`found`), whether they still lead somewhere (`checking`).

`asking` is polite and asks no machine inside a private network (`networks`).
"""
