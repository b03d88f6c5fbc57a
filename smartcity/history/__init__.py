"""What every edit leaves behind: versions that are read, compared and restored.

`records` is where they are kept, `keeping` when, `states` what one holds, `comparing` how two
differ in words, `restoring` how an old one becomes a new edit.
"""
