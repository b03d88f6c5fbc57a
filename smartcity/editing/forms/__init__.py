"""The forms of editors, and what happens when two people edit the same object.

Nobody locks an object by opening its form. Instead, a save that would overwrite somebody else's
is refused, and the editor chooses between both values field by field.

What the form carries (`collisions.KNOWN`, hidden): the fingerprint of the stored object that it
was rendered from. Each version in the history has the same fingerprint, so the version with it is
what both people started from.

What is compared when the form comes back (`collisions.Collision`):

- Fingerprint of the stored object = the one sent: nothing happened, the form is saved.
- Otherwise it is refused, once: it comes back with a `Choice` for each field whose value is not
  the stored one. Where only one of the two changed the field, that value is already chosen;
  where both did, the editor must choose. What has no field in the form is listed.
- The page sends the choice (`KEEP`), a digest of what the field held when it was shown (`SHOWN`),
  and the first fingerprint (`OPENED`), which counts as long as a choice is open. A field for
  which the stored value was chosen is filled with it (`ContentForm.fill_in_stored`), unless
  something was typed into it afterwards: then the digests differ.

What happens to rows of parts (`rows.PartsFormSet`): each is matched with its part by key, never
by position. A row whose part was deleted becomes a new one, with a warning; one that was not
edited here shows what is stored; one that both edited warns of what the other one made of it.

What else is done before anything is saved: control characters are taken out (`typed`), new files
are read and encoded (`ContentForm._post_clean`), and what a constraint of the database says stands
beside a field. All that happens outside the transaction; `smartcity.editing.content` validates
anew if somebody saved in between. If the disk is full or the database busy, the same form is
rendered once more with a sentence (`content.OBSTACLE`).

In the browser, `static/js/kept-text.js` keeps what is typed in `localStorage`, for a login that
expires: under the account, the path and the moment of the visit, for a week, until the next page
says that it is stored, or until somebody logs out. It offers the text on the next visit and fills
the fields before their widgets start, rows that are missing afterwards. It puts the fingerprint
back, too, so that an old text meets the comparison above like a form that was open as long. From
a page with open choices it puts back `OPENED`, so that nothing counts as chosen.

Where each case is shown:

- refused once, saved again, own saves, steps: `tests/smartcity/test_collisions.py`
- choices, third people, invalid values, ticked boxes, files: `tests/smartcity/test_stale_save.py`
- rows deleted, moved, changed by both, named twice: `tests/smartcity/test_stale_rows.py`
- hundreds of rows: `tests/smartcity/test_many_parts.py`
- saved between validation and lock: `tests/smartcity/test_before_the_lock.py`
- busy and full: `tests/smartcity/test_busy_writers.py`, `test_full_disk.py`
- kept text, also beside open choices: `tests/browser/test_kept_text.py`
"""
